import type { TSESTree } from '@typescript-eslint/utils'

import { isServerAction } from '../../analysis/server-actions.ts'
import { enclosingClass, enclosingFunction, functionName, type FunctionNode } from '../../ast/functions.ts'
import { calleeName } from '../../ast/names.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'
import { isRouteExport } from '../../catalog/registrations.ts'
import type { Caller, ProgramFile } from '../../program/view.ts'
import { isGivenToPackage } from '../given-to-package.ts'
import { followEmits } from './emits.ts'
import type { End } from './ends.ts'
import { endOfHostType } from './host-types.ts'
import { endOfEvent, endOfRequest, looksLikeRequest } from './payload.ts'
import { calledBy, type CalledBy } from './registrations.ts'
import { isFiniteType } from './types.ts'
import { atMostLikely, defaultsTo, end, enter, isWhole, notFollowed, pathTo, type Path, type Trace } from './walk.ts'

/** So many callers are asked; one with an open key is enough. */
const MAX_CALLERS = 40
/** A call costs as much as two other steps, so that some six calls are followed. */
const CALL = 2

export interface Parameter {
  readonly home: ProgramFile
  readonly fn: FunctionNode
  readonly variable: Variable
}

/** What a parameter is given: by every call of its function, or by whoever the function is registered with. */
export function endOfParameter(trace: Trace, { home, fn, variable }: Parameter, path: Path, depth: number): End[] {
  const index = fn.params.findIndex((parameter) => pathTo(parameter, variable.name) !== null)
  const parameter = fn.params[index]
  const call = trace.enteredAt.get(fn)
  const context = call ? [`${call.home.path}:${call.node.range[0]}`] : []
  if (!parameter || !enter(trace, { home, node: parameter }, [variable.name, ...context, ...path], depth)) return []
  const isRest = parameter.type === 'RestElement'
  const way = [...(pathTo(parameter, variable.name) ?? []), ...path]
  const type = 'typeAnnotation' in parameter ? parameter.typeAnnotation?.typeAnnotation : undefined
  if (type && isFiniteType(trace.view, home, type, way)) return [end(home, type, 'constant', 'proven', 'has few values by its type')]
  if (trace.owner === fn && isWhole(path)) return [end(home, parameter, 'constant', 'proven', 'stays the same as long as its owner lives')]
  const given: Given = { index, isRest, path: way }
  if (call) {
    const outside: Trace = { ...trace, enteredAt: new Map([...trace.enteredAt].filter(([entered]) => entered !== fn)) }
    const ends = endAtCaller(outside, { ...call, match: 'certain', as: 'call' }, given, depth)
    const isLeftOut = call.node.arguments.length <= index
    return isLeftOut ? [...ends, ...defaultsTo(parameter, variable.name).flatMap(({ node, path: rest }) => trace.follow(trace, { home, node }, [...rest, ...path], depth - 1))] : ends
  }
  const by = calledBy(fn) ?? calledByHostName(home, fn)
  if (by?.by === 'event' && !by.isCertain) {
    const property = wrapped(fn).parent
    if (property && isGivenToPackage(trace.view, home, property)) return endOfRegistration(trace, home, fn, { ...by, isCertain: true }, given, depth)
    const named = endsOfNamed(trace, home, fn, given, depth)
    if (named.length > 0) return named
  }
  if (by) return endOfRegistration(trace, home, fn, by, given, depth)
  const typed = type ? endOfHostType(trace.view, home, type, way) : null
  if (typed) return [typed]
  const ends = defaultsTo(parameter, variable.name).flatMap(({ node, path: rest }) => trace.follow(trace, { home, node }, [...rest, ...path], depth - 1))
  return [...ends, ...endsOfCallers(trace, { home, fn, variable }, given, depth)]
}

/** Which argument, and which part of it. */
interface Given {
  readonly index: number
  readonly isRest: boolean
  readonly path: Path
}

function endsOfCallers(trace: Trace, { home, fn, variable }: Parameter, given: Given, depth: number): End[] {
  const callers = trace.view.callersOf({ home, node: fn })
  const production = callers.sites.filter((site) => site.home.kind !== 'test')
  const [certain, possible] = [production.filter(({ match }) => match === 'certain'), production.filter(({ match }) => match === 'possible')]
  const ends = certain.slice(0, MAX_CALLERS).flatMap((site) => endAtCaller(trace, site, given, depth))
  const isAll = callers.isComplete && certain.length <= MAX_CALLERS
  const parameter = fn.params[given.index] ?? fn
  if (looksLikeRequest(variable.name, given.path) && ends.every(({ source }) => source === 'unknown')) return [endOfRequest({ home, node: parameter }, given.path, 'proven')]
  if (isAll && possible.length === 0 && ends.length > 0) return ends
  const weak: Trace = { ...trace, isWeak: true }
  const maybe = possible.slice(0, MAX_CALLERS / 2).flatMap((site) => endAtCaller(weak, site, given, depth - 1))
  if (isSettings(variable.name, given.path)) return [...ends, ...atMostLikely(maybe), end(home, parameter, 'configuration', 'likely', 'is a setting')]
  return [...ends, ...atMostLikely(maybe), end(home, parameter, 'caller', 'likely', 'is given by callers out of sight')]
}

function endAtCaller(trace: Trace, site: Caller, given: Given, depth: number): End[] {
  const { home, node } = site
  if (site.as !== 'call' || (node.type !== 'CallExpression' && node.type !== 'NewExpression')) {
    const registered = calledBy(node)
    if (registered && (registered.by !== 'event' || registered.isCertain)) return endOfRegistration(trace, home, node, registered, given, depth)
    const named = endsOfNamed(trace, home, node, given, depth)
    if (named.length > 0) return named
    return registered ? endOfRegistration(trace, home, node, registered, given, depth) : endOfReturned(trace, home, node, given, depth)
  }
  const args = node.arguments
  if (given.isRest) return args.slice(given.index).flatMap((argument) => trace.follow(trace, { home, node: argument }, given.path.slice(1), depth - CALL))
  if (args.slice(0, given.index + 1).some(({ type }) => type === 'SpreadElement')) return notFollowed(home, node)
  const argument = args[given.index]
  return argument ? trace.follow(trace, { home, node: argument }, given.path, depth - CALL) : [end(home, node, 'constant', 'proven', 'is left out')]
}

/** `{ onJoin: (id) => … }`: what calls by that name give it; where it is not the only function of the name, as a likely one. */
function endsOfNamed(trace: Trace, home: ProgramFile, node: TSESTree.Node, given: Given, depth: number): End[] {
  const property = node.type === 'Property' ? node : wrapped(node).parent
  if (property?.type !== 'Property' || depth <= CALL || !enter(trace, { home, node: property }, [String(given.index), ...given.path], depth)) return []
  const calls = trace.view.callsOfMember({ home, node: property }).sites.filter((site) => site.home.kind === 'production' && site.as === 'call')
  const certain = calls.filter(({ match }) => match === 'certain')
  if (certain.length > 0) return certain.slice(0, MAX_CALLERS / 2).flatMap((site) => endAtCaller(trace, site, given, depth - 1))
  const weak: Trace = { ...trace, isWeak: true }
  return atMostLikely(calls.slice(0, MAX_CALLERS / 4).flatMap((site) => endAtCaller(weak, site, given, depth - 1)))
}

/** `'tool.execute.after': createHook(ctx)`: a function that a factory returns is called by whoever gets it. */
function endOfReturned(trace: Trace, home: ProgramFile, node: TSESTree.Node, given: Given, depth: number): End[] {
  const at = wrapped(node)
  const isReturned = at.parent?.type === 'ReturnStatement' || (at.parent?.type === 'ArrowFunctionExpression' && at.parent.body === at)
  const factory = isReturned ? enclosingFunction(at) : null
  if (!factory || depth <= CALL || !enter(trace, { home, node: factory }, [String(given.index), ...given.path], depth)) return notFollowed(home, node)
  const calls = trace.view.callersOf({ home, node: factory }).sites.filter((site) => site.home.kind !== 'test' && site.as === 'call')
  const ends = calls.slice(0, MAX_CALLERS / 2).flatMap((site): End[] => {
    const by = calledBy(site.node)
    return by ? endOfRegistration(trace, site.home, site.node, by, given, depth - CALL) : endOfWrapped(trace, site.home, site.node, given, depth - CALL)
  })
  return ends.length > 0 ? ends : notFollowed(home, node)
}

function endOfRegistration(trace: Trace, home: ProgramFile, node: Caller['node'], by: CalledBy, given: Given, depth: number): End[] {
  const { index, path } = given
  if (depth <= 0) return notFollowed(home, node)
  switch (by.by) {
    case 'elements': {
      // `map.forEach((value, key) => …)`; a list's second parameter is its index.
      const part = index === 0 ? ['[]', ...path] : ['#']
      const isReduce = by.method === 'reduce' && index === 0
      return isReduce ? notFollowed(home, node) : trace.follow(trace, { home, node: by.of }, by.method === 'reduce' ? ['[]', ...path] : part, depth - 1)
    }
    case 'promise':
      return trace.follow(trace, { home, node: by.of }, path, depth - 1)
    case 'event': {
      const emitted = followEmits(trace, home, by, index, path, depth)
      if (emitted) return emitted
      const handed = by.registered ? endOfHandedOver(trace, home, by.registered, given, depth) : []
      // The program's own function takes the callback: what it calls it with, or it is not seen.
      return handed.length > 0 ? handed : [endOfEvent({ home, node }, by.name, path, by.isCertain ? 'proven' : 'likely')]
    }
    case 'request':
      return [endOfRequest({ home, node }, path, 'proven')]
    case 'timer':
      return [end(home, node, 'constant', 'likely', 'is given to a timer')]
    case 'function':
      return orUnknown(endOfHandedOver(trace, home, by, given, depth), home, by.call)
    default:
      return by satisfies never
  }
}

/** Exported functions that a framework calls with each request. */
function calledByHostName({ file }: ProgramFile, fn: FunctionNode): CalledBy | null {
  if (isServerAction(file, fn)) return { by: 'request' }
  const name = functionName(fn)
  const at = wrapped(fn).parent
  const isExported = at?.type === 'ExportNamedDeclaration' || at?.parent?.parent?.type === 'ExportNamedDeclaration'
  return isExported && name !== null && isRouteExport(name) && !enclosingClass(fn) ? { by: 'request' } : null
}

const SETTINGS = /^(?:config|configuration|settings?|options?|opts|argv|env|preferences|prefs|manifest|pkg|packageJson|defaults)$/i

/** `config.servers`, `options.name`: what somebody has set up, by its name. */
function isSettings(name: string, path: Path): boolean {
  return [name, ...path].some((step) => SETTINGS.test(step) || /(?:Config|Configuration|Settings|Options)$/.test(step))
}

function orUnknown(ends: End[], home: ProgramFile, call: TSESTree.Node): End[] {
  return ends.length > 0 ? ends : [end(home, call, 'unknown', 'likely', 'is called by what it is handed to')]
}

/** `withLock(id, (x) => …)`: the program's function that is given the callback calls it with something of its own. Empty when it is none of the program. */
function endOfHandedOver(trace: Trace, home: ProgramFile, { call, index }: Handed, given: Given, depth: number): End[] {
  if (depth <= 0 || !enter(trace, { home, node: call }, [String(given.index), ...given.path], depth)) return []
  const targets = trace.view.definitionsOf({ home, node: call.callee }).flatMap((found) => (found.kind === 'function' ? [found] : []))
  const ends = targets.slice(0, 3).flatMap((target): End[] => {
    const taken = target.node.params[index]
    const variable = taken?.type === 'Identifier' ? findVariable(target.home.file, taken) : null
    return (variable?.references ?? []).flatMap(({ identifier }) => endAtUse(trace, target.home, identifier, given, depth))
  })
  if (ends.length > 0) return ends
  const name = calleeName(call)
  if (targets.length > 0) return notFollowed(home, call)
  return name !== null && WRAPPERS.has(name) ? endOfWrapped(trace, home, call, given, depth) : []
}

interface Handed {
  readonly call: TSESTree.CallExpression | TSESTree.NewExpression
  readonly index: number
}

/** Functions whose result is what they are given, under another name. */
const WRAPPERS = new Set(['useCallback', 'useMemo', 'debounce', 'throttle', 'memoize', 'useEffectEvent', 'useEvent', 'useStableCallback', 'action', 'bind', 'useDebouncedCallback', 'batch', 'asyncHandler', 'catchAsync', 'wrap', 'once'])

/** `const save = debounce((id) => …, 100)`: calls of `save`, and where it is registered. */
function endOfWrapped(trace: Trace, home: ProgramFile, call: TSESTree.Node, given: Given, depth: number): End[] {
  const at = wrapped(call)
  const holder = at.parent
  if (holder?.type !== 'VariableDeclarator' || holder.id.type !== 'Identifier') {
    const by = calledBy(at)
    return by && by.by !== 'function' ? endOfRegistration(trace, home, at, by, given, depth - 1) : []
  }
  const variable = findVariable(home.file, holder.id)
  return (variable?.references ?? []).filter((reference) => reference.isRead()).flatMap(({ identifier }) => endAtUse(trace, home, identifier, given, depth - 1))
}

function endAtUse(trace: Trace, home: ProgramFile, identifier: TSESTree.Node, given: Given, depth: number): End[] {
  const at = wrapped(identifier)
  if (at.parent?.type === 'CallExpression' && unwrap(at.parent.callee) === identifier) {
    const argument = at.parent.arguments[given.index]
    return argument && argument.type !== 'SpreadElement' ? trace.follow(trace, { home, node: argument }, given.path, depth - CALL) : []
  }
  const further = calledBy(identifier)
  return further ? endOfRegistration(trace, home, identifier, further, given, depth - 1) : []
}
