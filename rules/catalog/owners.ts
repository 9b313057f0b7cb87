import { words } from '../ast/names.ts'

/** Owners of which a program has a few, for as long as it runs. */
const LONG_LIVED = new Set([
  'service', 'manager', 'store', 'registry', 'controller', 'server', 'client', 'cache', 'provider', 'adapter', 'pool', 'hub', 'limiter', 'ratelimit', 'monitor', 'tracker', 'scheduler', 'bus', 'plugin', 'gateway', 'repository', 'broker', 'bridge',
  'orchestrator', 'supervisor', 'dispatcher', 'coordinator', 'watcher', 'daemon', 'app', 'application', 'extension', 'bot', 'proxy', 'queue', 'history', 'host', 'backend', 'logger', 'telemetry', 'poller', 'notifier',
  'auth', 'relay', 'middleware', 'database', 'db', 'ledger', 'worker', 'guard', 'mcp', 'api', 'system', 'platform', 'runtime', 'center', 'handlers', 'hooks', 'sessions', 'connections', 'limits', 'singleton',
])

/** Owners made for one request, turn, stream or run, and dropped after it. */
const SHORT_LIVED = new Set([
  'request', 'response', 'turn', 'stream', 'parser', 'visitor', 'builder', 'context', 'iterator', 'transaction', 'task', 'job', 'run', 'command', 'invocation', 'lexer', 'tokenizer', 'scanner', 'compiler', 'transformer', 'transform', 'generator', 'printer', 'writer', 'reader', 'formatter',
  'serializer', 'deserializer', 'encoder', 'decoder', 'emitter', 'walker', 'traverser', 'collectorrun', 'snapshot', 'state', 'inbox', 'accumulator', 'aggregator', 'analyzer', 'analysis', 'checker', 'resolver', 'linter', 'migration', 'importer', 'exporter', 'renderer', 'step', 'pass', 'result', 'report', 'session', 'connection', 'socket',
  'conversation', 'message', 'document', 'element', 'component', 'view', 'panel', 'dialog', 'modal', 'page', 'widget', 'editor', 'node', 'entry', 'item', 'batch', 'query', 'error', 'event', 'attempt', 'plan', 'graph', 'tree', 'diff', 'patch', 'file', 'test', 'mock', 'fake', 'stub', 'scenario', 'suite', 'fixture', 'benchmark', 'game', 'level', 'scene', 'round', 'player', 'processor', 'reporter', 'bundler', 'bundle', 'buffer', 'set', 'map', 'list', 'matcher', 'frame', 'workspace', 'project', 'window', 'tab', 'pane', 'process', 'thread', 'sandbox', 'scope', 'loader', 'validator', 'execution', 'executor', 'runner', 'invoker', 'loop', 'protocol', 'assembler', 'reassembler', 'converter', 'normalizer', 'modernizer', 'optimizer', 'sanitizer', 'migrator', 'upgrader',
])

/** Endings that say nothing: `SessionManagerImpl`, `BaseClient`. */
const EMPTY_ENDINGS = new Set(['impl', 'base', 'default', 'internal', 'class', 'instance', 'v2', 'v3', 'node', 'web', 'singleton'])

const FOR_TESTS = new Set(['test', 'mock', 'fake', 'stub', 'dummy'])

/** How long an owner of this name is likely to live, told by its head noun (`SessionManager` → manager, `ServerConnection` → connection). */
export function ownerSpanNamed(name: string): 'long' | 'short' | 'undecided' {
  const parts = words(name)
  if (FOR_TESTS.has(parts[0] ?? '')) return 'short'
  while (parts.length > 1 && EMPTY_ENDINGS.has(parts.at(-1) ?? '')) parts.pop()
  const head = parts.at(-1) ?? ''
  if (LONG_LIVED.has(head)) return 'long'
  return SHORT_LIVED.has(head) ? 'short' : 'undecided'
}
