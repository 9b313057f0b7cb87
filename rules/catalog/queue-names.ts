import { words } from '../ast/names.ts'

const QUEUES = new Set(['queue', 'queued', 'enqueued', 'pending', 'buffer', 'buffered', 'backlog', 'outbox', 'inbox', 'waiting', 'deferred', 'batch', 'jobs', 'todo'])

/** Does a list of this name wait for somebody to work it off: `pendingMessages`, `outbox`, `_enqueued`? */
export function isQueueName(name: string): boolean {
  return words(name).some((word) => QUEUES.has(word))
}
