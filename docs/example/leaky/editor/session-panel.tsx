import { useEffect, useState } from 'react'

import type { Message, SyncEvent } from './protocol'

/** One event source for the whole webview. */
const events = new EventSource('/events')

/** The panel of one session in the sidebar: its last message, and how many are new. */
export function SessionPanel({ sessionID, title }: { sessionID: string; title: string }) {
  const [last, setLast] = useState<Message>()
  const [unread, setUnread] = useState(0)

  useEffect(() => {
    events.addEventListener('message', (raw) => {
      const event = JSON.parse(raw.data) as SyncEvent
      if (event.type !== 'message.added' || event.message.sessionID !== sessionID) return
      setLast(event.message)
      setUnread((count) => count + 1)
    })
  }, [sessionID])

  return (
    <button onClick={() => setUnread(0)}>
      {title} {unread > 0 && <b>{unread}</b>}
      {last && <time>{new Date(last.createdAt).toLocaleTimeString()}</time>}
    </button>
  )
}
