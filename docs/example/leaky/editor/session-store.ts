import { createStore, produce } from 'solid-js/store'

import type { Message, Part, Session, SyncEvent } from './protocol'
import { request } from './protocol'

interface SessionState {
  session: Record<string, Session>
  message: Record<string, Message[]>
  part: Record<string, Part[]>
}

const [store, setStore] = createStore<SessionState>({ session: {}, message: {}, part: {} })

export { store }

/** Loads a session's history when the user opens it. */
export async function openSession(sessionID: string): Promise<void> {
  const history = await request('session.history', { sessionID })
  setStore('session', sessionID, history.session)
  setStore('message', sessionID, history.messages)
  for (const message of history.messages) setStore('part', message.id, history.parts.filter((part) => part.messageID === message.id))
}

export function applyEvent(event: SyncEvent): void {
  switch (event.type) {
    case 'session.updated':
      setStore('session', event.session.id, event.session)
      break
    case 'session.deleted':
      setStore(
        produce((draft) => {
          delete draft.session[event.sessionID]
        }),
      )
      break
    case 'message.added':
      setStore('message', event.message.sessionID, (list = []) => [...list, event.message])
      break
    case 'part.added':
      setStore('part', event.part.messageID, (list = []) => [...list, event.part])
      break
  }
}
