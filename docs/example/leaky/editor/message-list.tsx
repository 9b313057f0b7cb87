import { For, Show } from 'solid-js'

import { store } from './session-store'

/** The conversation of one session. */
export function MessageList(props: { sessionID: string }) {
  const messages = () => store.message[props.sessionID] ?? []

  return (
    <ol class="messages">
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
