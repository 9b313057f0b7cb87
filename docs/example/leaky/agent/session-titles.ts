import type { AgentEvent } from './host'

const MAX_TITLE = 60

/** What the status line shows for a session. */
const titles = new Map<string, string>()

export function titleOf(sessionID: string): string {
  return titles.get(sessionID) ?? 'New session'
}

export function recordTitle(event: AgentEvent): void {
  switch (event.type) {
    case 'session.created':
      titles.set(event.properties.sessionID, shorten(event.properties.title))
      break
    case 'message.updated':
      if (titleOf(event.properties.sessionID) === 'New session') {
        titles.set(event.properties.sessionID, shorten(event.properties.text))
      }
      break
    default:
  }
}

function shorten(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return line.length > MAX_TITLE ? `${line.slice(0, MAX_TITLE - 1)}…` : line
}

export function resetTitlesForTesting(): void {
  titles.clear()
}
