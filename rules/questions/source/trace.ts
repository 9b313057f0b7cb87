import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, isFunction, type ClassNode, type FunctionNode } from '../../ast/functions.ts'
import { dottedName, keyName, memberName } from '../../ast/names.ts'
import { returnedExpressions } from '../../ast/traverse.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'
import type { Place, ProgramFile, ProgramView } from '../../program/view.ts'
import { judgeFrequency } from '../frequency/judge-frequency.ts'
import { classifyMade } from './calls.ts'
import { asksForContents, pathIntoSource } from './contents.ts'
import { startsAnew } from './counters.ts'
import type { End } from './ends.ts'
import { followField } from './fields.ts'
import { isFiniteType } from './types.ts'
import { followIdentifier } from './variables.ts'
import { atMostLikely, end, enter, isSettledBy, isWhole, notFollowed, type Path, type Trace } from './walk.ts'

/** A trace takes at most so many steps in all, and follows so many one from another. */
const MAX_STEPS = 120
/** The nearest first: one open end answers the question, and what comes from near by is easiest to tell. */
const MAX_DEPTH = [6, 10, 14]
const MAX_PATH = 6
/** Functions that a call may mean, and results of one, that are followed. */
const MAX_TARGETS = 4
const MAX_RESULTS = 6

/**
 * Where the value of an expression comes from, or that of the part at `path` of it: through constants, destructuring, parameters to all callers, fields
 * to their writers, results of functions, awaited promises, callbacks to who calls them. What can't be followed further ends as `unknown`.
 */
export function traceValue(view: ProgramView, place: Place, path: Path = [], owner: ClassNode | FunctionNode | null = null): End[] {
  let ends: End[] = []
  for (const depth of MAX_DEPTH) {
    const trace: Trace = { view, owner, seen: new Map(), budget: { stepsLeft: MAX_STEPS, isSettled: false }, isWeak: false, enteredAt: new Map(), follow }
    ends = follow(trace, place, path, depth)
    if (isSettledBy(ends)) break
  }
  return ends
}

function follow(trace: Trace, place: Place, path: Path, depth: number): End[] {
  const { budget } = trace
  if (budget.isSettled) return []
  if (depth <= 0 || budget.stepsLeft-- <= 0 || path.length > MAX_PATH) return notFollowed(place.home, unwrap(place.node))
  const found = step(trace, place, path, depth)
  if (trace.isWeak || budget.isSettled || !isSettledBy(found)) return found
  const ends = found.map((one) => (isMadeOnce(trace, one) ? { ...one, source: 'constant' as const, certainty: 'likely' as const, shows: 'is made once' } : one))
  budget.isSettled = isSettledBy(ends)
  return ends
}

/** So many places are looked at for how often something is made. */
const MAX_PLACES = 30

/** `private readonly key = randomUUID()` of the program's one service: new at every start, and then always the same. */
function isMadeOnce({ view }: Trace, { home, node, source, certainty }: End): boolean {
  if (certainty !== 'proven' || (source !== 'generated' && source !== 'clock')) return false
  const { value } = judgeFrequency(view, { home, node }, 'module', MAX_PLACES)
  return value === 'load' || value === 'start'
}

function step(trace: Trace, { home, node }: Place, path: Path, depth: number): End[] {
  if (node.type === 'TSAsExpression' && isFiniteType(trace.view, home, node.typeAnnotation, path)) return [end(home, node, 'constant', 'proven', 'has few values by its type')]
  const at = unwrap(node)
  const next = (inner: TSESTree.Node, rest: Path = path): End[] => follow(trace, { home, node: inner }, rest, depth - 1)
  switch (at.type) {
    case 'Literal':
      return [end(home, at, 'constant', 'proven', 'is written in the code')]
    case 'TemplateLiteral':
      return at.expressions.length === 0 ? [end(home, at, 'constant', 'proven', 'is written in the code')] : at.expressions.flatMap((part) => next(part, []))
    case 'BinaryExpression':
      return followOperation(trace, home, at, depth)
    case 'UnaryExpression':
      return at.operator === '-' || at.operator === '+' ? next(at.argument) : [end(home, at, 'constant', 'proven', 'has few values')]
    case 'UpdateExpression': {
      const counted = at.argument.type === 'Identifier' ? findVariable(home.file, at.argument) : null
      return counted && startsAnew(counted, at) ? [end(home, at, 'constant', 'likely', 'is counted anew each time')] : [end(home, at, 'generated', 'proven', 'counts up')]
    }
    case 'LogicalExpression':
      return at.operator === '&&' ? next(at.right) : [...next(at.left), ...next(at.right)]
    case 'ConditionalExpression':
      return [...next(at.consequent), ...next(at.alternate)]
    case 'AssignmentExpression':
      return next(at.right)
    case 'AwaitExpression':
      return next(at.argument)
    case 'SequenceExpression': {
      const last = at.expressions.at(-1)
      return last ? next(last) : []
    }
    case 'ArrayExpression':
      return followArray(trace, home, at, path, depth)
    case 'ObjectExpression':
      return followObject(trace, home, at, path, depth)
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'ClassExpression':
      return [end(home, at, 'generated', 'likely', 'is made anew')]
    case 'NewExpression':
      return followNew(trace, home, at, path, depth)
    case 'CallExpression':
      return followCall(trace, home, at, path, depth)
    case 'MemberExpression':
      return followMember(trace, home, at, path, depth)
    case 'ThisExpression':
      return path.length === 0 ? [end(home, at, 'generated', 'likely', 'is one instance after the other')] : followThis(trace, home, at, path, depth)
    case 'Identifier':
      return followIdentifier(trace, home, at, path, depth)
    case 'SpreadElement':
      return next(at.argument, ['*', ...path])
    default:
      return notFollowed(home, at)
  }
}

/** `a + b` is made of both; a comparison, a remainder and a masked number have few values. */
function followOperation(trace: Trace, home: ProgramFile, node: TSESTree.BinaryExpression, depth: number): End[] {
  const isArithmetic = ['+', '-', '*', '/', '**', '|', '^', '<<', '>>', '>>>'].includes(node.operator)
  if (!isArithmetic) return [end(home, node, 'constant', 'proven', 'has few values')]
  return [node.left, node.right].flatMap((part) => follow(trace, { home, node: part }, [], depth - 1))
}

function followArray(trace: Trace, home: ProgramFile, node: TSESTree.ArrayExpression, path: Path, depth: number): End[] {
  const [first, ...rest] = path
  if (first === undefined) return [end(home, node, 'generated', 'proven', 'is made anew')]
  if (first === '#') return [end(home, node, 'constant', 'proven', 'is an index of a list in the code')]
  const elements = node.elements.filter((element) => element !== null)
  const at = /^\d+$/.test(first) ? elements[Number(first)] : undefined
  if (at && elements.every(({ type }) => type !== 'SpreadElement')) return follow(trace, { home, node: at }, rest, depth - 1)
  return elements.flatMap((element) => follow(trace, { home, node: element }, first === '$' ? ['$'] : rest, depth - 1))
}

function followObject(trace: Trace, home: ProgramFile, object: TSESTree.ObjectExpression, path: Path, depth: number): End[] {
  const [name, ...rest] = path
  if (name === undefined) return [end(home, object, 'generated', 'proven', 'is made anew')]
  const isAny = name === '*' || name === '[]' || name === '$'
  const ends = object.properties.flatMap((property): End[] => {
    if (property.type !== 'Property') return []
    if (name === '#') return property.computed ? follow(trace, { home, node: property.key }, [], depth - 1) : [end(home, property.key, 'constant', 'proven', 'is written in the code')]
    if (!isAny && keyName(property) !== name) return []
    return follow(trace, { home, node: property.value }, name === '$' ? ['$'] : rest, depth - 1)
  })
  const isFound = ends.length > 0 || trace.budget.isSettled
  if (isFound && !isAny && name !== '#') return ends
  const spreads = object.properties.flatMap((property) => (property.type === 'SpreadElement' ? follow(trace, { home, node: property.argument }, path, depth - 1) : []))
  return ends.length + spreads.length > 0 || trace.budget.isSettled ? [...ends, ...spreads] : notFollowed(home, object)
}

function followNew(trace: Trace, home: ProgramFile, node: TSESTree.NewExpression, path: Path, depth: number): End[] {
  const name = node.callee.type === 'Identifier' ? node.callee.name : ''
  if (name === 'Date') return [end(home, node, 'clock', 'proven', 'is the time')]
  const [step, ...rest] = path
  if (step === undefined) return [end(home, node, 'generated', 'proven', 'is made anew')]
  const [first] = node.arguments
  const inner = pathIntoSource(name, path)
  if (inner && first) return follow(trace, { home, node: first }, inner, depth - 1)
  if (first && (name === 'URL' || name === 'URLSearchParams' || name === 'Request')) return follow(trace, { home, node: first }, [], depth - 1)
  const own = trace.view.definitionsOf({ home, node: node.callee }).find((found) => found.kind === 'class')
  if (!own || step === '$' || asksForContents(path) || !enter(trace, { home, node }, path, depth)) return notFollowed(home, node)
  return followField(trace, { home: own.home, node: own.node }, step, rest, depth - 1)
}

function followCall(trace: Trace, home: ProgramFile, call: TSESTree.CallExpression, path: Path, depth: number): End[] {
  const defined = trace.view.definitionsOf({ home, node: call.callee }).flatMap((found) => (found.kind === 'function' ? [{ home: found.home, node: found.node }] : []))
  const functions = defined.length > 0 ? defined : defaultFunctions(home, call)
  if (functions.length > 0) {
    if (!enter(trace, { home, node: call }, path, depth)) return []
    const ends = functions.slice(0, MAX_TARGETS).flatMap((fn) => {
      const inside: Trace = { ...trace, enteredAt: new Map([...trace.enteredAt, [fn.node, { home, node: call }]]) }
      return followResults(inside, fn, path, depth)
    })
    if (ends.length > 0 || trace.budget.isSettled) return ends
  }
  const made = classifyMade(call, path[0] === '$' ? [] : path)
  if (!made) return followDerived(trace, home, call, path, depth)
  switch (made.of) {
    case 'end':
      return [end(home, call, made.source, made.certainty, made.shows)]
    case 'parts':
      return made.parts.flatMap((part) => follow(trace, { home, node: part }, ['$'], depth - 1))
    case 'member':
      return follow(trace, { home, node: made.node }, made.path, depth - 1)
    case 'results': {
      const callbacks = trace.view.definitionsOf({ home, node: made.fn }).flatMap((found) => (found.kind === 'function' ? [found] : []))
      return callbacks.length > 0 ? callbacks.flatMap((fn) => followResults(trace, fn, made.path, depth)) : notFollowed(home, call)
    }
    default:
      return made satisfies never
  }
}

/** `const { keyOf = (req) => req.ip } = options; keyOf(req)`: what is called unless somebody brings another. */
function defaultFunctions(home: ProgramFile, { callee }: TSESTree.CallExpression): { readonly home: ProgramFile; readonly node: FunctionNode }[] {
  const at = unwrap(callee)
  const variable = at.type === 'Identifier' ? findVariable(home.file, at) : null
  const pattern = variable?.identifiers[0]?.parent
  if (!variable || pattern?.type !== 'AssignmentPattern') return []
  const value = unwrap(pattern.right)
  return isFunction(value) ? [{ home, node: value }] : []
}

function followResults(trace: Trace, { home, node }: { readonly home: ProgramFile; readonly node: FunctionNode }, path: Path, depth: number): End[] {
  if (node.returnType && isFiniteType(trace.view, home, node.returnType.typeAnnotation, path)) return [end(home, node.returnType, 'constant', 'proven', 'has few values by its type')]
  return returnedExpressions(home.file, node).slice(0, MAX_RESULTS).flatMap((result) => follow(trace, { home, node: result }, path, depth - 1))
}

/** `normalize(id)` of a package: most likely a form of what it is given. */
function followDerived(trace: Trace, home: ProgramFile, call: TSESTree.CallExpression, path: Path, depth: number): End[] {
  const unknown = notFollowed(home, call)
  if (!isWhole(path) || call.arguments.length === 0) return unknown
  const weak: Trace = { ...trace, isWeak: true }
  const given = call.arguments.flatMap((argument) => follow(weak, { home, node: argument }, ['$'], depth - 2))
  return [...atMostLikely(given), ...unknown]
}

function followMember(trace: Trace, home: ProgramFile, node: TSESTree.MemberExpression, path: Path, depth: number): End[] {
  const name = memberName(node) ?? (node.property.type === 'Literal' ? String(node.property.value) : '[]')
  const object = unwrap(node.object)
  const whole = dottedName(node)
  if (whole !== null && /^(?:process\.(?:env|argv|platform|arch|pid|version)|import\.meta)\b/.test(whole)) return [end(home, node, 'configuration', 'proven', 'is a setting of the process')]
  if (object.type === 'MetaProperty' || (object.type === 'MemberExpression' && memberName(object) === 'env')) return [end(home, node, 'configuration', 'proven', 'is a setting of the environment')]
  if (name === 'length' || name === 'size') return [end(home, node, 'unknown', 'likely', 'is a count')]
  if (object.type === 'ThisExpression') return followThis(trace, home, object, [name, ...path], depth, node)
  return follow(trace, { home, node: object }, [name, ...path], depth - 1)
}

function followThis(trace: Trace, home: ProgramFile, node: TSESTree.ThisExpression, [name, ...rest]: Path, depth: number, member: TSESTree.Node = node): End[] {
  const own = enclosingClass(node)
  if (!own || name === undefined || name === '$' || asksForContents([name])) return notFollowed(home, member)
  return enter(trace, { home, node: own }, [name, ...rest], depth) ? followField(trace, { home, node: own }, name, rest, depth) : []
}
