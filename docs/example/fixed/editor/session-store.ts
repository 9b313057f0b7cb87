import { createStore, produce } from 'solid-js/store'

import type { Message, Part, Session, SyncEvent } from './protocol'
import { request } from './protocol'

interface SessionState {
  session: Record<string, Session>
  message: Record<string, Message[]>
  part: Record<string, Part[]>
}

const OPEN_SESSIONS_AT_MOST = 5

const [store, setStore] = createStore<SessionState>({ session: {}, message: {}, part: {} })

export { store }

/** Ids of the sessions whose history is loaded, the least recently opened first. */
let opened: string[] = []

/** Loads a session's history when the user opens it, and drops the one opened longest ago when there are too many. */
export async function openSession(sessionID: string): Promise<void> {
  const history = await request('session.history', { sessionID })
  opened = [...opened.filter((id) => id !== sessionID), sessionID]
  while (opened.length > OPEN_SESSIONS_AT_MOST) dropSession(opened.shift() ?? '')
  setStore('session', sessionID, history.session)
  setStore('message', sessionID, history.messages)
  for (const message of history.messages) setStore('part', message.id, history.parts.filter((part) => part.messageID === message.id))
}

function dropSession(sessionID: string): void {
  setStore(
    produce((draft) => {
      for (const message of draft.message[sessionID] ?? []) delete draft.part[message.id]
      delete draft.message[sessionID]
      delete draft.session[sessionID]
    }),
  )
}

export function applyEvent(event: SyncEvent): void {
  switch (event.type) {
    case 'session.updated':
      setStore('session', event.session.id, event.session)
      break
    case 'session.deleted':
      opened = opened.filter((id) => id !== event.sessionID)
      dropSession(event.sessionID)
      break
    case 'message.added':
      setStore('message', event.message.sessionID, (list = []) => [...list, event.message])
      break
    case 'part.added':
      setStore('part', event.part.messageID, (list = []) => [...list, event.part])
      break
  }
}
