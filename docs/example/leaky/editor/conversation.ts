import type { Message } from './protocol'

interface ModelMessage {
  role: 'user' | 'assistant'
  content: string
}

/** One conversation: what the user sees, and what the model gets. */
export class Conversation {
  private messages: Message[] = []
  private transcript: Message[] = []

  constructor(private readonly textOf: (message: Message) => string) {}

  add(message: Message): void {
    this.messages.push(message)
    this.transcript = [...this.messages]
  }

  edit(message: Message): void {
    this.messages = this.messages.map((known) => (known.id === message.id ? message : known))
    this.transcript = structuredClone(this.messages)
  }

  shown(): readonly Message[] {
    return this.messages
  }

  forModel(): ModelMessage[] {
    return this.transcript.map((message) => ({ role: message.role, content: this.textOf(message) }))
  }
}
