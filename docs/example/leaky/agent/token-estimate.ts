import type { Client, Message } from './host'

const CHARACTERS_PER_TOKEN = 4

/** How full the context of a session is, from 0 to 1. */
export async function contextUsage(client: Client, sessionID: string, limit: number): Promise<number> {
  const { data: messages } = await client.session.messages({ path: { id: sessionID } })
  const used = messages.reduce((sum, message) => sum + tokensOf(message), 0)
  return used / limit
}

function tokensOf(message: Message): number {
  if (message.info.tokens > 0) return message.info.tokens
  const characters = message.parts.reduce((sum, part) => sum + (part.text?.length ?? part.tool?.output.length ?? 0), 0)
  return Math.ceil(characters / CHARACTERS_PER_TOKEN)
}
