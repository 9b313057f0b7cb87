import type { IncomingMessage, ServerResponse } from 'node:http'

interface Window {
  opensAt: number
  requests: number
}

const WINDOW = 60_000
const REQUESTS_AT_MOST = 100

const windows = new Map<string, Window>()

setInterval(closeOldWindows, WINDOW).unref()

function closeOldWindows(): void {
  const now = Date.now()
  for (const [address, window] of windows) {
    if (now - window.opensAt > WINDOW) windows.delete(address)
  }
}

/** Answers 429 and returns false when an address asks too often. */
export function allowRequest(request: IncomingMessage, response: ServerResponse): boolean {
  const address = request.socket.remoteAddress ?? 'unknown'
  const now = Date.now()
  const known = windows.get(address)
  const current = known && now - known.opensAt <= WINDOW ? known : { opensAt: now, requests: 0 }
  current.requests += 1
  windows.set(address, current)
  if (current.requests <= REQUESTS_AT_MOST) return true
  response.writeHead(429, { 'retry-after': String(Math.ceil((current.opensAt + WINDOW - now) / 1000)) }).end()
  return false
}
