import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../../../ast/functions.ts'
import { calleeName } from '../../../ast/names.ts'
import { isExecutor } from '../../../ast/promises.ts'
import { unwrap } from '../../../ast/unwrap.ts'
import { findVariable } from '../../../ast/variables.ts'
import { COPY_FUNCTIONS, PUT_METHODS } from '../../../catalog/container-methods.ts'
import { isReadOnlyName, isRelaxName, isReleaseName } from '../../../catalog/handle-helpers.ts'
import { calleesOf } from '../../call-graph.ts'
import { holdIn } from './follow-places.ts'
import { ENTRY, escape, followPattern, followValue, type Path, type Walk } from './trail.ts'

/** What a call does with an argument that holds the handle. Functions of the same file are entered, those of other files read where the caller can, the rest judged by their name. */
export function followArgument(walk: Walk, call: TSESTree.CallExpression | TSESTree.NewExpression, argument: TSESTree.Node, path: Path): void {
  const position = call.arguments.findIndex((one) => one === argument)
  const name = calleeName(call)
  if (name === null) {
    escape(walk, argument, 'argument')
    return
  }
  if (walk.pair.releaseFunctions.has(name) && path.length === 0) {
    walk.releases.push(call)
    return
  }
  if (path.length === 0 && !walk.pair.relaxFunctions.has(name) && followHelper(walk, call, position)) return
  if (walk.pair.relaxFunctions.has(name) || isRelaxName(name, walk.pair.relaxMethods)) {
    walk.relaxes.push(call)
    return
  }
  if (path.length === 0 && passesReleaseAlong(walk, call)) {
    walk.releases.push(call)
    return
  }
  if (followContainer(walk, call, name, position, path) || followBox(walk, call, name, path)) return
  const functions = calleesOf(walk.file, call)
  for (const fn of functions) {
    const parameter = fn.params[position] ?? fn.params.at(-1)
    if (parameter && (fn.params[position] || parameter.type === 'RestElement')) followPattern(walk, parameter, parameter.type === 'RestElement' ? [ENTRY, ...path] : path)
  }
  if (functions.length > 0 || isReadOnlyName(name) || (walk.pair.isValue && name === 'setAttribute')) return
  if (isReleaseName(name)) walk.releases.push(call)
  else escape(walk, argument, 'argument')
}

/** `stopTimer(t)` of another file that is at hand: what it does counts, whatever it is called. */
function followHelper(walk: Walk, call: TSESTree.CallExpression | TSESTree.NewExpression, position: number): boolean {
  const effect = call.type === 'CallExpression' && !isReadOnlyName(calleeName(call) ?? '') ? walk.readHelper(walk.file, call, position) : null
  switch (effect) {
    case 'releases':
      walk.releases.push(call)
      return true
    case 'relaxes':
      walk.relaxes.push(call)
      return true
    case 'reads':
      return true
    case null:
      return false
    default:
      return effect satisfies never
  }
}

/** `setTimeout(clearInterval, 500, t)`, `clearInterval.bind(null, t)` */
function passesReleaseAlong(walk: Walk, call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const callee = unwrap(call.callee)
  const candidates = callee.type === 'MemberExpression' ? [...call.arguments, callee.object] : call.arguments
  return candidates.some((one) => one.type === 'Identifier' && walk.pair.releaseFunctions.has(one.name))
}

/** `list.push(t)`, `map.set(id, t)`, `Object.values(timers)`, `new Set(timers)` */
function followContainer(walk: Walk, call: TSESTree.CallExpression | TSESTree.NewExpression, name: string, position: number, path: Path): boolean {
  const callee = unwrap(call.callee)
  const put = PUT_METHODS.get(name)
  if (put !== undefined && callee.type === 'MemberExpression') {
    if (position >= put) holdIn(walk, callee.object, [ENTRY, ...path])
    // `queue.set(timer, reject)`: the key is what is told apart by, and may be looked for there.
    else escape(walk, callee.object, 'store')
    return true
  }
  if (isSettler(walk, callee)) return false
  if (!COPY_FUNCTIONS.has(name) || position !== 0) return false
  if (name === 'resolve') followValue(walk, call, path)
  else followValue(walk, call, path.length > 0 ? [ENTRY, ...path.slice(1)] : path)
  return true
}

/** `resolve` of `new Promise((resolve) => …)`: whoever waits for the promise gets the value, and with it the duty. */
function isSettler(walk: Walk, callee: TSESTree.Node): boolean {
  const variable = callee.type === 'Identifier' ? findVariable(walk.file, callee) : null
  const definition = variable?.defs[0]
  return definition?.type === 'Parameter' && isFunction(definition.node) && isExecutor(definition.node)
}

/** Boxes of component libraries: `useRef(t)`, `ref(t)`, `setTimer(t)` of `const [timer, setTimer] = useState()`. */
function followBox(walk: Walk, call: TSESTree.CallExpression | TSESTree.NewExpression, name: string, path: Path): boolean {
  if (name === 'useRef' || name === 'createRef') {
    followValue(walk, call, ['current', ...path])
    return true
  }
  if (name === 'ref' || name === 'shallowRef') {
    followValue(walk, call, ['value', ...path])
    return true
  }
  const callee = unwrap(call.callee)
  const variable = callee.type === 'Identifier' ? findVariable(walk.file, callee) : null
  const definition = variable?.defs[0]
  if (definition?.type !== 'Variable' || definition.node.type !== 'VariableDeclarator' || definition.node.id.type !== 'ArrayPattern') return false
  const [value, setter] = definition.node.id.elements
  if (!value || setter?.type !== 'Identifier' || setter.name !== name) return false
  followPattern(walk, value, path)
  return true
}
