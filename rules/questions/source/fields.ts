import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isFunction, type ClassNode } from '../../ast/functions.ts'
import { keyName } from '../../ast/names.ts'
import { returnedExpressions } from '../../ast/traverse.ts'
import { wrapped } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'
import type { ClassRef, ProgramFile, Site } from '../../program/view.ts'
import { asksForContents, followContents, isEmptyCollection } from './contents.ts'
import { countingOf } from './counters.ts'
import type { End } from './ends.ts'
import { endOfParameter } from './parameters.ts'
import { isFiniteType } from './types.ts'
import { end, isWhole, notFollowed, type Path, type Trace } from './walk.ts'

/** So many assignments of a field are followed. */
const MAX_WRITES = 8

/** `this.id`: what its class's declaration, constructor, getter and every assignment give it; the base class's, where it is declared there. */
export function followField(trace: Trace, ref: ClassRef, name: string, path: Path, depth: number): End[] {
  const declared = declarationOf(ref.node, name)
  const base = declared ? null : trace.view.baseOf(ref)
  if (base && base !== 'unseen' && depth > 0) return followField(trace, base, name, path, depth - 1)
  const type = declared?.typeAnnotation?.typeAnnotation
  if (type && isFiniteType(trace.view, ref.home, type, path)) return [end(ref.home, type, 'constant', 'proven', 'has few values by its type')]
  const isStatic = declared?.static === true
  const uses = trace.view.usesOf({ kind: 'member', home: ref.home, owner: ref.node, name, isStatic })
  const sites = uses.sites.filter(({ home, match }) => home.kind !== 'test' && match === 'certain')
  const writes = sites.filter(({ node }) => isWritten(node))
  if (trace.owner === ref.node && !isStatic && isWhole(path) && isSetOnce(ref.node, declared, writes)) {
    return [end(ref.home, declared ?? ref.node, 'constant', 'proven', 'stays the same as long as its owner lives')]
  }
  const ends: End[] = []
  if (declared?.value && !(asksForContents(path) && isEmptyCollection(declared.value))) ends.push(...trace.follow(trace, { home: ref.home, node: declared.value }, path, depth - 1))
  const given = followConstructor(trace, ref, name, path, depth)
  ends.push(...followGetter(trace, ref, name, path, depth), ...given)
  for (const write of writes.slice(0, MAX_WRITES)) ends.push(...followWrite(trace, write, sites, path, depth))
  if (asksForContents(path)) ends.push(...followContents(trace, sites, path, depth))
  return ends.length > 0 ? ends : notFollowed(ref.home, declared ?? ref.node)
}

function declarationOf(owner: ClassNode, name: string): TSESTree.PropertyDefinition | null {
  for (const member of owner.body.body) if (member.type === 'PropertyDefinition' && keyName(member) === name) return member
  return null
}

function isWritten(node: TSESTree.Node): boolean {
  const at = wrapped(node)
  return (at.parent?.type === 'AssignmentExpression' && at.parent.left === at) || at.parent?.type === 'UpdateExpression'
}

/** Only its declaration or constructor assigns it, and no framework does. */
function isSetOnce(owner: ClassNode, declared: TSESTree.PropertyDefinition | null, writes: readonly Site[]): boolean {
  const isInjected = (declared?.decorators?.length ?? 0) > 0
  if (isInjected || (!declared?.value && writes.length === 0)) return false
  return writes.every(({ node }) => {
    const fn = enclosingFunction(node)
    const method = fn?.parent
    return method?.type === 'MethodDefinition' && method.kind === 'constructor' && method.parent.parent === owner && countingOf(wrapped(node)) === null
  })
}

function followWrite(trace: Trace, { home, node }: Site, sites: readonly Site[], path: Path, depth: number): End[] {
  const at = wrapped(node)
  const counting = countingOf(at)
  if (counting !== null) {
    const goesBack = sites.some((site) => countingOf(wrapped(site.node)) === 'down')
    return goesBack ? notFollowed(home, at) : [end(home, at.parent ?? at, 'generated', 'proven', 'counts up')]
  }
  if (at.parent?.type !== 'AssignmentExpression' || (asksForContents(path) && isEmptyCollection(at.parent.right))) return []
  return trace.follow(trace, { home, node: at.parent.right }, path, depth - 1)
}

function followGetter(trace: Trace, { home, node }: ClassRef, name: string, path: Path, depth: number): End[] {
  return node.body.body.flatMap((member): End[] => {
    if (member.type !== 'MethodDefinition' || member.kind !== 'get' || keyName(member) !== name || !isFunction(member.value)) return []
    return returnedExpressions(home.file, member.value).flatMap((result) => trace.follow(trace, { home, node: result }, path, depth - 1))
  })
}

/** `constructor(private readonly id: string)` */
function followConstructor(trace: Trace, { home, node }: ClassRef, name: string, path: Path, depth: number): End[] {
  return node.body.body.flatMap((member): End[] => {
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor' || !isFunction(member.value)) return []
    const fn = member.value
    return fn.params.flatMap((parameter) => (parameter.type === 'TSParameterProperty' ? followParameterProperty(trace, home, fn, parameter, name, path, depth) : []))
  })
}

function followParameterProperty(trace: Trace, home: ProgramFile, fn: Parameters<typeof endOfParameter>[1]['fn'], { parameter }: TSESTree.TSParameterProperty, name: string, path: Path, depth: number): End[] {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
  const variable = target.type === 'Identifier' && target.name === name ? findVariable(home.file, target) : null
  return variable ? endOfParameter(trace, { home, fn, variable }, path, depth - 1) : []
}
