/** What the webview and the extension host say to each other. */
export interface Session {
  id: string
  title: string
}

export interface Message {
  id: string
  sessionID: string
  role: 'user' | 'assistant'
  createdAt: number
}

export interface Part {
  id: string
  messageID: string
  text: string
}

export type SyncEvent =
  | { type: 'session.updated'; session: Session }
  | { type: 'session.deleted'; sessionID: string }
  | { type: 'message.added'; message: Message }
  | { type: 'part.added'; part: Part }

export interface History {
  session: Session
  messages: Message[]
  parts: Part[]
}

export async function request(method: 'session.history', body: { sessionID: string }): Promise<History> {
  const response = await fetch(`/rpc/${method}`, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${method}: ${response.status}`)
  return (await response.json()) as History
}
