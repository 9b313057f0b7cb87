import type { TSESTree } from '@typescript-eslint/utils'

import { decoratorsOf, enclosingClass, enclosingFunction, type ClassNode } from '../../ast/functions.ts'
import { calleeName, dottedName, keyName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, importOf } from '../../ast/variables.ts'
import { isEndingOperator } from '../../catalog/subscriptions.ts'
import { runsOnlyAtLoad, runsOnlyInConstructor } from '../call-graph.ts'
import { indexSource } from '../source-index.ts'

/** A stream of RxJS that keeps everything, or runs on without anybody to listen. */
export type UnboundedStream =
  /** `new ReplaySubject()` without a size, which lives as long as the program and is told again and again. */
  | { readonly kind: 'replays'; readonly node: TSESTree.NewExpression; readonly name: string }
  /** `interval(1000).pipe(shareReplay(1))`: an endless source that goes on when its last subscriber has left. */
  | { readonly kind: 'shared'; readonly node: TSESTree.CallExpression; readonly source: string }

/** Finds the streams of a file that are never let go. Silent on what limits itself, and on sharing that a program does once. */
export function findUnboundedStreams(file: SourceFile): UnboundedStream[] {
  if (!/\bReplaySubject\b|\bshareReplay\b/.test(file.text)) return []
  const { newsByName, callsByName } = indexSource(file)
  const replays = (newsByName.get('ReplaySubject') ?? []).flatMap((node) => replayedWithoutEnd(file, node))
  const shared = (callsByName.get('shareReplay') ?? []).flatMap((node) => sharedWithoutEnd(file, node))
  return [...replays, ...shared]
}

function replayedWithoutEnd(file: SourceFile, node: TSESTree.NewExpression): UnboundedStream[] {
  const [size] = node.arguments
  if (!isOfRxjs(file, node.callee) || (size && dottedName(size) !== 'Infinity' && dottedName(size) !== 'Number.POSITIVE_INFINITY')) return []
  const name = placeOf(node)
  if (name === null || !livesOn(node)) return []
  const { callsByName } = indexSource(file)
  const told = (method: string): TSESTree.CallExpression[] => (callsByName.get(method) ?? []).filter(({ callee }) => callee.type === 'MemberExpression' && dottedName(callee.object)?.replace(/^this\./, '') === name)
  const isToldAgain = told('next').some((call) => !runsOnlyAtLoad(file, call) && !runsOnlyInConstructor(file, call))
  return isToldAgain && told('complete').length === 0 ? [{ kind: 'replays', node, name }] : []
}

/** The variable or field that is initialized with it. */
function placeOf(node: TSESTree.Node): string | null {
  const { parent } = wrapped(node)
  if (parent?.type === 'PropertyDefinition') return keyName(parent)
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : null
}

/** Does it live as long as the program: at the top of the module, static, or of a service of which there is one? */
function livesOn(node: TSESTree.Node): boolean {
  const owner = enclosingClass(node)
  const { parent } = wrapped(node)
  if (!owner) return enclosingFunction(node) === null
  return (parent?.type === 'PropertyDefinition' && parent.static) || isProvidedOnce(owner)
}

/** `@Injectable({ providedIn: 'root' })` */
function isProvidedOnce(owner: ClassNode): boolean {
  return decoratorsOf(owner).some(({ expression }) => {
    const [options] = expression.type === 'CallExpression' && calleeName(expression) === 'Injectable' ? expression.arguments : []
    if (options?.type !== 'ObjectExpression') return false
    return options.properties.some((property) => property.type === 'Property' && keyName(property) === 'providedIn' && property.value.type === 'Literal' && (property.value.value === 'root' || property.value.value === 'platform'))
  })
}

function sharedWithoutEnd(file: SourceFile, node: TSESTree.CallExpression): UnboundedStream[] {
  if (!isOfRxjs(file, node.callee) || countsSubscribers(node)) return []
  const pipe = wrapped(node).parent
  if (pipe?.type !== 'CallExpression' || calleeName(pipe) !== 'pipe' || pipe.callee.type !== 'MemberExpression') return []
  const owner = enclosingClass(node)
  // What is shared once for the whole program may run as long as that.
  if ((enclosingFunction(node) === null && !owner) || (owner && isProvidedOnce(owner))) return []
  const before = pipe.arguments.slice(0, pipe.arguments.indexOf(node))
  if (before.some((operator) => operator.type === 'CallExpression' && isEndingOperator(calleeName(operator) ?? ''))) return []
  const source = unwrap(pipe.callee.object)
  return source.type === 'CallExpression' && isEndless(file, source) ? [{ kind: 'shared', node, source: calleeName(source) ?? 'its source' }] : []
}

/** `shareReplay({ refCount: true })`, or a setting that is not seen. */
function countsSubscribers({ arguments: [settings] }: TSESTree.CallExpression): boolean {
  if (!settings || settings.type === 'Literal') return false
  if (settings.type !== 'ObjectExpression') return true
  const counting = settings.properties.find((property) => property.type !== 'Property' || keyName(property) === 'refCount')
  return counting !== undefined && !(counting.type === 'Property' && counting.value.type === 'Literal' && counting.value.value === false)
}

/** `interval(1000)`, `timer(0, 1000)`, `fromEvent(window, 'resize')` */
function isEndless(file: SourceFile, source: TSESTree.CallExpression): boolean {
  if (!isOfRxjs(file, source.callee)) return false
  const name = calleeName(source)
  return name === 'interval' || name === 'fromEvent' || (name === 'timer' && source.arguments.length > 1)
}

function isOfRxjs(file: SourceFile, callee: TSESTree.Node): boolean {
  const at = unwrap(callee)
  const root = at.type === 'MemberExpression' && memberName(at) !== null ? unwrap(at.object) : at
  const variable = root.type === 'Identifier' ? findVariable(file, root) : null
  return variable !== null && /^rxjs(?:\/|$)/.test(importOf(variable)?.source ?? '')
}
