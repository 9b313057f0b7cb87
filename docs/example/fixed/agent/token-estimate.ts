const CHARACTERS_PER_TOKEN = 4

/** Counts what a session's tools put into its context, so that nobody has to fetch the history to know. */
export function createTokenCount() {
  const used = new Map<string, number>()
  return {
    add(sessionID: string, text: string): number {
      const total = (used.get(sessionID) ?? 0) + Math.ceil(text.length / CHARACTERS_PER_TOKEN)
      used.set(sessionID, total)
      return total
    },
    forget(sessionID: string): void {
      used.delete(sessionID)
    },
  }
}
