import { functionName, type FunctionNode } from '../../ast/functions.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'
import { words } from '../../ast/names.ts'
import type { Caller, ProgramFile } from '../../program/view.ts'
import type { End } from './ends.ts'
import { calledBy, type CalledBy } from './registrations.ts'
import { end, enter, pathTo, type Trace } from './walk.ts'

/** So many callers are asked; one with an open key is enough. */
const MAX_CALLERS = 12

interface Parameter {
  readonly home: ProgramFile
  readonly fn: FunctionNode
  readonly variable: Variable
}

/** What a parameter is given: by every call of its function, or by whoever the function is registered with. */
export function endOfParameter(trace: Trace, { home, fn, variable }: Parameter, path: readonly string[], depth: number): End[] {
  const index = fn.params.findIndex((parameter) => pathTo(parameter, variable.name) !== null)
  const parameter = fn.params[index]
  if (!parameter || !enter(trace, home, parameter, [variable.name, ...path])) return []
  const whole = [...(pathTo(parameter, variable.name) ?? []), ...path]
  const direct = calledBy(fn) ?? calledByHostName(fn)
  if (direct) return endOfRegistration(trace, home, fn, direct, index, whole, depth)
  const callers = trace.view.callersOf({ home, node: fn })
  const production = callers.sites.filter((site) => site.home.kind !== 'test' && site.match === 'certain').slice(0, MAX_CALLERS)
  const ends = production.flatMap((site) => endAtCaller(trace, site, index, whole, depth))
  if (!callers.isComplete) ends.push(end(home, parameter, 'caller', 'likely', 'is given by callers out of sight'))
  return ends.length > 0 ? ends : [end(home, parameter, 'unknown', 'likely', 'is given by nobody in sight')]
}

function endAtCaller(trace: Trace, site: Caller, index: number, path: readonly string[], depth: number): End[] {
  const { home, node } = site
  if (site.as === 'call' && (node.type === 'CallExpression' || node.type === 'NewExpression')) {
    const argument = node.arguments[index]
    if (node.arguments.slice(0, index + 1).some((one) => one.type === 'SpreadElement')) return [end(home, node, 'unknown', 'likely', 'is not followed further')]
    return argument ? trace.follow(trace, { home, node: argument }, path, depth - 1) : [end(home, node, 'constant', 'proven', 'is left out')]
  }
  const registered = calledBy(node)
  return registered ? endOfRegistration(trace, home, node, registered, index, path, depth) : [end(home, node, 'unknown', 'likely', 'is called by what it is handed to')]
}

function endOfRegistration(trace: Trace, home: ProgramFile, node: Caller['node'], by: CalledBy, index: number, path: readonly string[], depth: number): End[] {
  switch (by.by) {
    case 'elements':
      return trace.follow(trace, { home, node: by.of }, index === 0 || path.length > 0 ? ['*', ...path] : ['*'], depth - 1)
    case 'promise':
      return trace.follow(trace, { home, node: by.of }, path, depth - 1)
    case 'event':
      return [outside(home, node, 'event', `comes with each \`${by.name}\``, path)]
    case 'request':
      return [isRequestData(path) ? outside(home, node, 'request', 'comes with each request', path) : end(home, node, 'unknown', 'likely', 'is a part of the request that has few values')]
    case 'timer':
      return [end(home, node, 'constant', 'likely', 'is given to a timer')]
    case 'function':
      return endOfHandedOver(trace, home, by, index, path, depth)
    default:
      return by satisfies never
  }
}

/** Members of a payload that name one of a few kinds, whatever the payload. Only a hint: the value may still be anything. */
const KINDS = new Set(['type', 'kind', 'method', 'status', 'code', 'level', 'mode', 'event', 'action', 'name', 'category', 'phase', 'state', 'role', 'severity', 'topic', 'channel', 'language', 'locale', 'button', 'key', 'route', 'protocol', 'platform', 'provider', 'model', 'target', 'version', 'ok', 'success', 'length', 'index'])

function outside(home: ProgramFile, node: Caller['node'], source: 'event' | 'request', shows: string, path: readonly string[]): End {
  const last = path.filter((name) => name !== '*').at(-1)
  const isKind = last !== undefined && KINDS.has(words(last).at(-1) ?? '')
  return isKind ? end(home, node, 'unknown', 'likely', 'is a kind that comes with each event') : end(home, node, source, 'proven', shows)
}

const REQUEST_DATA = new Set(['params', 'query', 'body', 'headers', 'url', 'originalUrl', 'ip', 'ips', 'cookies', 'session', 'user', 'socket', 'connection', 'searchParams', 'id', 'raw', 'param', 'req', 'request'])

function isRequestData(path: readonly string[]): boolean {
  return path.length === 0 || path.some((name) => REQUEST_DATA.has(name))
}

/** Exported functions that a framework calls with each request. */
function calledByHostName(fn: FunctionNode): CalledBy | null {
  const name = functionName(fn)
  const isExported = wrapped(fn).parent?.type === 'ExportNamedDeclaration' || wrapped(fn).parent?.parent?.parent?.type === 'ExportNamedDeclaration'
  return isExported && name !== null && /^(?:GET|POST|PUT|PATCH|DELETE)$/.test(name) ? { by: 'request', name } : null
}

/** `withLock(id, (x) => …)`: the function that is given the callback calls it with something of its own. */
function endOfHandedOver(trace: Trace, home: ProgramFile, { call, index }: Extract<CalledBy, { by: 'function' }>, parameter: number, path: readonly string[], depth: number): End[] {
  const unknown = [end(home, call, 'unknown' as const, 'likely' as const, 'is called by what it is handed to')]
  const targets = trace.view.definitionsOf({ home, node: call.callee }).flatMap((found) => (found.kind === 'function' ? [found] : []))
  const ends = targets.slice(0, 3).flatMap((target): End[] => {
    const taken = target.node.params[index]
    const variable = taken?.type === 'Identifier' ? findVariable(target.home.file, taken) : null
    return (variable?.references ?? []).flatMap(({ identifier }): End[] => {
      const at = wrapped(identifier)
      if (at.parent?.type === 'CallExpression' && unwrap(at.parent.callee) === identifier) {
        const argument = at.parent.arguments[parameter]
        return argument && argument.type !== 'SpreadElement' ? trace.follow(trace, { home: target.home, node: argument }, path, depth - 1) : []
      }
      const further = calledBy(identifier)
      return further ? endOfRegistration(trace, target.home, identifier, further, parameter, path, depth - 1) : []
    })
  })
  return ends.length > 0 ? ends : unknown
}
