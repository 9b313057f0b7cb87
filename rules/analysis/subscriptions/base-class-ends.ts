import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, enclosingFunction, functionName, isInside, type ClassNode } from '../../ast/functions.ts'
import { calleeName, keyName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { isTeardownName } from '../../catalog/function-names.ts'
import { COMPONENT_ENDS } from '../../catalog/lifecycles.ts'
import { isDisposableHolder } from '../../catalog/subscriptions.ts'
import { indexSource } from '../source-index.ts'
import type { Listener } from './subscription.ts'

/** Does the base of a class have a member of that name, which an override hides? True also where the base is not seen. */
export type BaseHas = (owner: ClassNode, name: string) => boolean

/**
 * The method by which a class hides its base's end: the listener is given to a method of the base (`this._register(…)`), or is to stop with a field of the
 * base (`takeUntil(this.destroyed$)`), and the class has an end of the same kind that does not call `super`. Null when it hides none.
 */
export function findHiddenEnd(file: SourceFile, { call }: Listener, baseHas: BaseHas): { readonly owner: string; readonly end: string } | null {
  const owner = enclosingClass(call)
  if (!owner?.superClass || !(isGivenToBase(owner, call) || stopsWithBase(owner, call))) return null
  for (const member of owner.body.body) {
    const name = member.type === 'MethodDefinition' && !member.static ? keyName(member) : null
    if (name === null || !(ENDS_OF_DISPOSABLES.has(name) || COMPONENT_ENDS.has(name)) || callsBase(file, member, name) || !baseHas(owner, name)) continue
    return { owner: owner.id?.name ?? 'the class', end: name }
  }
  return null
}

const ENDS_OF_DISPOSABLES = new Set(['dispose', 'destroy', 'close', 'onunload', 'onClose'])

/** `this._register(bus.on('tick', f))`, of a method that the class itself does not have. */
function isGivenToBase(owner: ClassNode, call: TSESTree.Node): boolean {
  const at = wrapped(call)
  const taker = at.parent?.type === 'CallExpression' && at.parent.arguments.some((argument) => argument === at) ? at.parent : null
  return taker !== null && isMethodOfBase(owner, taker)
}

function isMethodOfBase(owner: ClassNode, { callee }: TSESTree.CallExpression): boolean {
  const at = unwrap(callee)
  if (at.type !== 'MemberExpression' || unwrap(at.object).type !== 'ThisExpression') return false
  const name = memberName(at)
  return name !== null && !hasMember(owner, name)
}

function hasMember(owner: ClassNode, name: string): boolean {
  return owner.body.body.some((member) => 'key' in member && keyName(member) === name)
}

/** `clicks.pipe(takeUntil(this.destroyed$)).subscribe(f)`, of a field that the class itself does not have. */
function stopsWithBase(owner: ClassNode, call: TSESTree.CallExpression): boolean {
  const emitter = call.callee.type === 'MemberExpression' ? unwrap(call.callee.object) : null
  if (emitter?.type !== 'CallExpression' || calleeName(emitter) !== 'pipe') return false
  return emitter.arguments.some((operator) => {
    const [until] = operator.type === 'CallExpression' && calleeName(operator) === 'takeUntil' ? operator.arguments : []
    const at = until ? unwrap(until) : null
    if (at?.type !== 'MemberExpression' || unwrap(at.object).type !== 'ThisExpression') return false
    const name = memberName(at)
    return name !== null && !hasMember(owner, name)
  })
}

/** `super.dispose()`, in the method or in a function within it. */
function callsBase(file: SourceFile, member: TSESTree.Node, name: string): boolean {
  return (indexSource(file).membersByName.get(name) ?? []).some((one) => one.object.type === 'Super' && isInside(one, member))
}

/** A field that holds disposables, and is not registered with its owner as its siblings are. */
export interface UnregisteredHolder {
  readonly made: TSESTree.NewExpression
  readonly field: string
  readonly sibling: string
  /** The method that the sibling is given to: `_register`. */
  readonly method: string
}

/** Finds holders of disposables that are made without being given to the base's method that takes their siblings, and that nothing of the class ends or hands on. */
export function findUnregisteredHolders(file: SourceFile): UnregisteredHolder[] {
  return indexSource(file).classes.flatMap((owner) => {
    if (!owner.superClass) return []
    const [model] = owner.body.body.flatMap((member) => registeredHolder(owner, member))
    if (!model) return []
    return owner.body.body.flatMap((member) => {
      const made = member.type === 'PropertyDefinition' && !member.static && member.value ? unwrap(member.value) : null
      const field = member.type === 'PropertyDefinition' ? keyName(member) : null
      if (made?.type !== 'NewExpression' || field === null || !isDisposableHolder(calleeName(made) ?? '') || isEndedOrHandedOn(file, owner, field)) return []
      return [{ made, field, ...model }]
    })
  })
}

/** `private a = this._register(new DisposableStore())` */
function registeredHolder(owner: ClassNode, member: TSESTree.Node): { readonly sibling: string; readonly method: string }[] {
  const value = member.type === 'PropertyDefinition' && member.value ? unwrap(member.value) : null
  if (member.type !== 'PropertyDefinition' || value?.type !== 'CallExpression' || !isMethodOfBase(owner, value)) return []
  const [made] = value.arguments
  const [sibling, method] = [keyName(member), calleeName(value)]
  return made?.type === 'NewExpression' && isDisposableHolder(calleeName(made) ?? '') && sibling !== null && method !== null ? [{ sibling, method }] : []
}

/** Does the class end what the field holds in an end of its own, or give the field to anything? */
function isEndedOrHandedOn(file: SourceFile, owner: ClassNode, field: string): boolean {
  return (indexSource(file).membersByName.get(field) ?? []).some((member) => {
    if (!isInside(member, owner)) return true
    const at = wrapped(member)
    const { parent } = at
    if (parent?.type !== 'MemberExpression' || parent.object !== at) return !(parent?.type === 'UnaryExpression' || parent?.type === 'IfStatement' || parent?.type === 'BinaryExpression')
    const name = memberName(parent)
    const home = enclosingFunction(parent)
    return name === 'dispose' || (name === 'clear' && home !== null && isTeardownName(functionName(home) ?? ''))
  })
}
