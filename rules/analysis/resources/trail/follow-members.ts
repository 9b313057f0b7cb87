import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../../../ast/functions.ts'
import { memberName } from '../../../ast/names.ts'
import { unwrap, wrapped } from '../../../ast/unwrap.ts'
import { EACH_METHODS, TAKE_METHODS, VIEW_METHODS } from '../../../catalog/container-methods.ts'
import { functionsNamedBy } from '../../named-functions.ts'
import { ENTRY, RELEASE, escape, followPattern, followValue, type Path, type Walk } from './trail.ts'

/** What `value.name`, `value[key]` or `value.name(…)` does, where `value` holds the handle at `path`. */
export function followMember(walk: Walk, member: TSESTree.MemberExpression, path: Path): void {
  const at = wrapped(member)
  const call = at.parent?.type === 'CallExpression' && at.parent.callee === at ? at.parent : null
  const [head, ...rest] = path
  if (head === undefined) {
    if (call) followHandleMethod(walk, member, call)
    else followReleaseItself(walk, member, at)
    return
  }
  const name = memberName(member)
  if (head === RELEASE) return
  if (head !== ENTRY) {
    // An unknown key may be this one; `Object.values(x).…` and the like come as calls.
    if (name === null || name === head) followValue(walk, member, rest)
    return
  }
  if (call && name !== null) followEntryMethod(walk, name, call, path)
  else if (name === null || /^\d+$/.test(name)) followValue(walk, member, rest)
}

/** `return subscription.remove`, `onCleanup(socket.close.bind(socket))`; not `() => socket.close`, which only names it. */
function followReleaseItself(walk: Walk, member: TSESTree.MemberExpression, at: TSESTree.Node): void {
  if (!walk.pair.releaseMethods.has(memberName(member) ?? '') || at.parent?.type === 'ArrowFunctionExpression') return
  const bind = at.parent?.type === 'MemberExpression' && memberName(at.parent) === 'bind' ? wrapped(at.parent).parent : null
  followValue(walk, bind?.type === 'CallExpression' ? bind : member, [RELEASE])
}

function followHandleMethod(walk: Walk, member: TSESTree.MemberExpression, call: TSESTree.CallExpression): void {
  const name = memberName(member)
  const { pair } = walk
  if (name === null) {
    // `t[Symbol.dispose]()`
    if (/^Symbol\s*\.\s*(?:asyncD|d)ispose$/.test(walk.file.text.slice(member.property.range[0], member.property.range[1]))) walk.releases.push(call)
    return
  }
  // The promise of it: `getUserMedia(…).then((stream) => …)`.
  const settled = name === 'then' ? call.arguments[0] : undefined
  if (settled && !followCallback(walk, settled, 0, [])) escape(walk, call, 'argument')
  // The same promise, as far as all goes well.
  if (name === 'catch' || name === 'finally') followValue(walk, call, [])
  if (pair.releaseMethods.has(name)) walk.releases.push(call)
  if (pair.relaxMethods.has(name)) walk.relaxes.push(call)
  if (pair.fluentMethods.has(name)) followValue(walk, call, [])
}

function followEntryMethod(walk: Walk, name: string, call: TSESTree.CallExpression, path: Path): void {
  const rest = path.slice(1)
  const position = EACH_METHODS.get(name)
  if (position !== undefined) followEach(walk, call, position, rest)
  if (TAKE_METHODS.has(name)) followValue(walk, call, rest)
  if (VIEW_METHODS.has(name)) followValue(walk, call, path)
  // A list of its own kind, which ends what it holds: `this.disposables.dispose()`, `subscriptions.unsubscribe()`.
  if (walk.pair.releaseMethods.has(name) && rest.length === 0) walk.releases.push(call)
}

/** `timers.forEach(clearInterval)`, `timers.forEach((t) => clearInterval(t))`, `timers.forEach(stop)` */
function followEach(walk: Walk, call: TSESTree.CallExpression, position: number, path: Path): void {
  const callback = call.arguments[0]
  if (!callback) return
  const at = unwrap(callback)
  const name = at.type === 'Identifier' ? at.name : at.type === 'MemberExpression' ? memberName(at) : null
  if (path.length === 0 && name !== null && walk.pair.releaseFunctions.has(name)) walk.releases.push(call)
  followCallback(walk, callback, position, path)
}

/** Follows what a callback of this file does with its parameter at a position; false when it is not seen. */
function followCallback(walk: Walk, callback: TSESTree.Node, position: number, path: Path): boolean {
  const at = unwrap(callback)
  const functions = isFunction(at) ? [at] : at.type === 'Identifier' ? functionsNamedBy(walk.file, at) : []
    for (const fn of functions) {
    const parameter = fn.params[position]
    if (parameter) followPattern(walk, parameter, path)
  }
  return functions.length > 0
}
