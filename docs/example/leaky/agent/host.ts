/** What the agent gives its plugins; reduced to what this example needs. */
export interface MessagePart {
  type: 'text' | 'tool' | 'reasoning'
  text?: string
  tool?: { name: string; output: string }
}

export interface Message {
  info: { id: string; sessionID: string; role: 'user' | 'assistant'; tokens: number }
  parts: MessagePart[]
}

export interface Client {
  session: {
    messages(request: { path: { id: string }; query?: { limit?: number } }): Promise<{ data: Message[] }>
    prompt(request: { path: { id: string }; body: { text: string } }): Promise<void>
  }
}

export type AgentEvent =
  | { type: 'session.created'; properties: { sessionID: string; title: string } }
  | { type: 'session.deleted'; properties: { sessionID: string } }
  | { type: 'session.idle'; properties: { sessionID: string } }
  | { type: 'message.updated'; properties: { sessionID: string; messageID: string; text: string } }

export interface ToolCall {
  tool: string
  sessionID: string
  callID: string
}

export interface Hooks {
  event?(input: { event: AgentEvent }): Promise<void>
  'tool.execute.before'?(input: ToolCall, output: { args: Record<string, unknown> }): Promise<void>
  'tool.execute.after'?(input: ToolCall, output: { title: string; output: string }): Promise<void>
}

export type Plugin = (context: { client: Client; directory: string }) => Promise<Hooks>
