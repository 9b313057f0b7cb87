import { createSignal, For, Show } from 'solid-js'

import { store } from './session-store'

const PAGE = 100

/** The conversation of one session: its last messages, and more on demand. */
export function MessageList(props: { sessionID: string }) {
  const [shown, setShown] = createSignal(PAGE)
  const messages = () => (store.message[props.sessionID] ?? []).slice(-shown())

  return (
    <ol class="messages">
      <button onClick={() => setShown(shown() + PAGE)}>Earlier messages</button>
      <For each={messages()}>
        {(message) => (
          <li classList={{ user: message.role === 'user' }}>
            <time>{new Date(message.createdAt).toLocaleTimeString()}</time>
            <Show when={store.part[message.id]}>{(parts) => <p>{parts().map((part) => part.text).join('\n')}</p>}</Show>
          </li>
        )}
      </For>
    </ol>
  )
}
