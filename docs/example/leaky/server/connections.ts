import { randomUUID } from 'node:crypto'
import type { EventEmitter } from 'node:events'

interface Socket extends EventEmitter {
  send(text: string): void
}

/** Every open connection, and the topics each of them follows. */
export class Connections {
  readonly #sockets = new Map<string, Socket>()
  readonly #topics = new Map<string, Set<string>>()

  accept(socket: Socket): string {
    const connectionID = randomUUID()
    this.#sockets.set(connectionID, socket)
    socket.on('message', (text: string) => {
      this.#follow(connectionID, text)
    })
    socket.on('close', () => {
      this.#sockets.delete(connectionID)
    })
    return connectionID
  }

  #follow(connectionID: string, topic: string): void {
    const topics = this.#topics.get(connectionID) ?? new Set()
    topics.add(topic)
    this.#topics.set(connectionID, topics)
  }

  publish(topic: string, text: string): void {
    for (const [connectionID, socket] of this.#sockets) {
      if (this.#topics.get(connectionID)?.has(topic)) socket.send(text)
    }
  }
}
