import { words } from '../../ast/names.ts'
import { isConfiguredName } from '../../catalog/id-names.ts'
import type { Place } from '../../program/view.ts'
import type { End } from './ends.ts'
import type { Path } from './walk.ts'
import { end } from './walk.ts'

/** Members of a payload that tell one of a few kinds, whoever sends it. */
const KINDS: ReadonlySet<string> = new Set([
  'type', 'kind', 'method', 'status', 'code', 'level', 'mode', 'action', 'category', 'phase', 'state', 'role', 'severity', 'language', 'locale', 'lang', 'button',
  'protocol', 'platform', 'provider', 'model', 'version', 'ok', 'success', 'format', 'encoding', 'reason', 'direction', 'priority', 'stage', 'variant',
])

/** Members that may name anything: only a request is known to bring ever new ones. */
const VAGUE: ReadonlySet<string> = new Set(['name', 'key', 'event', 'topic', 'channel', 'target', 'length', 'size', 'index', 'label', 'scope', 'server', 'plugin', 'setting', 'field', 'source', 'command', 'tool'])

/** What comes from outside, but is only as many as one user, one bot or one installation has. */
const FEW: ReadonlySet<string> = new Set([
  'organization', 'organisation', 'org', 'workspace', 'account', 'device', 'guild', 'project', 'tenant', 'team', 'folder', 'root', 'window', 'cluster', 'shard', 'host', 'node', 'bridge', 'agent', 'profile',
])

const REQUEST_DATA: ReadonlySet<string> = new Set([
  'params', 'query', 'body', 'headers', 'url', 'originalUrl', 'ip', 'ips', 'cookies', 'session', 'user', 'socket', 'connection', 'searchParams', 'id', 'raw', 'param', 'req', 'request', 'pathname', 'path', 'header', 'arguments', 'nextUrl',
])

/** Members that a handler's first parameter has only if it is a request. */
const REQUEST_MEMBERS: ReadonlySet<string> = new Set(['params', 'query', 'body', 'headers', 'url', 'originalUrl', 'ip', 'cookies', 'socket', 'connection'])

/** Where a part of what comes with each event ends: open, unless the part is one of a few kinds by its name. */
export function endOfEvent({ home, node }: Place, name: string, path: Path, certainty: End['certainty']): End {
  const last = lastWord(path)
  if (KINDS.has(last) || VAGUE.has(last) || isConfigured(path)) return end(home, node, 'unknown', 'likely', `is a kind that comes with each ${name}`)
  return end(home, node, 'event', isFew(path) ? 'likely' : certainty, `comes with each ${name}`, path)
}

/** The same for a request: its method and its route's pattern have few values, its parameters, headers and body any. */
export function endOfRequest({ home, node }: Place, path: Path, certainty: End['certainty']): End {
  const isData = path.length === 0 || path.some((step) => REQUEST_DATA.has(step))
  const isRoute = path.includes('route') || path.includes('routeOptions')
  if (!isData || isRoute || KINDS.has(lastWord(path))) return end(home, node, 'unknown', 'likely', 'is a part of the request that has few values')
  return end(home, node, 'request', isFew(path) || isConfigured(path) ? 'likely' : certainty, 'comes with each request', path)
}

/** `req.url`: called a request, and used as one. */
export function looksLikeRequest(name: string, path: Path): boolean {
  return /^_?req(?:uest)?$/.test(name) && path[0] !== undefined && REQUEST_MEMBERS.has(path[0] === 'raw' ? (path[1] ?? '') : path[0])
}

function lastWord(path: Path): string {
  const last = path.filter((step) => /^\w/.test(step) && !/^\d+$/.test(step)).at(-1)
  return last === undefined ? '' : (words(last).at(-1) ?? '')
}

/** `providerId`, `serverName`: of something that somebody has set up. */
function isConfigured(path: Path): boolean {
  return isConfiguredName(path.filter((step) => /^[a-z_]/i.test(step)).at(-1) ?? '')
}

/** `organizationId`, `guild.id` */
function isFew(path: Path): boolean {
  const names = path.filter((step) => /^[a-z_]/i.test(step)).slice(-2).flatMap((step) => words(step))
  const last = names.at(-1) ?? ''
  return ['id', 'name', 'path', 'uri', 'key'].includes(last) ? names.slice(0, -1).some((word) => FEW.has(word)) : FEW.has(last)
}
