import type { IncomingMessage, ServerResponse } from 'node:http'

interface Window {
  opensAt: number
  requests: number
}

const WINDOW = 60_000
const REQUESTS_AT_MOST = 100

const windows = new Map<string, Window>()

/** Answers 429 and returns false when an address asks too often. */
export function allowRequest(request: IncomingMessage, response: ServerResponse): boolean {
  const address = request.socket.remoteAddress ?? 'unknown'
  const now = Date.now()
  const window = windows.get(address)
  if (window && now - window.opensAt > WINDOW) windows.delete(address)

  const current = windows.get(address) ?? { opensAt: now, requests: 0 }
  current.requests += 1
  windows.set(address, current)
  if (current.requests <= REQUESTS_AT_MOST) return true
  response.writeHead(429, { 'retry-after': String(Math.ceil((current.opensAt + WINDOW - now) / 1000)) }).end()
  return false
}
