import type { TSESTree } from '@typescript-eslint/utils'

import { findUses } from '../../analysis/call-graph.ts'
import { isInComponent } from '../../analysis/components.ts'
import { followHandle } from '../../analysis/resources/trail/handle-trail.ts'
import type { HandleVerdict, Resource } from '../../analysis/resources/judge-handle.ts'
import { indexSource } from '../../analysis/source-index.ts'
import { enclosingClass, enclosingFunctions, functionName, type ClassNode } from '../../ast/functions.ts'
import { dottedName, keyName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, importOf } from '../../ast/variables.ts'
import { isProtocolName } from '../../catalog/handle-helpers.ts'
import { isNodeModule } from '../../catalog/hosts.ts'
import { filesMentioning } from '../../program/mentions.ts'
import type { ClassRef, Place, ProgramView } from '../../program/view.ts'

/**
 * Judges a handle anew by the rest of the program. A clear counts if somebody calls the function that it stands in: methods that hosts call by
 * themselves (`dispose`, `close`) do. A handle that its own file never clears may be cleared by a base class, a subclass or whoever holds the object.
 */
export function judgeInProgram(file: SourceFile, view: ProgramView, interval: Resource): HandleVerdict {
  const { verdict } = interval
  switch (verdict.kind) {
    case 'released':
      return verdict.isShared ? verdict : judgeCallers(file, view, interval, verdict)
    case 'kept':
      return verdict.flaw === 'overwritten' || verdict.flaw === 'discarded' ? verdict : (findElsewhere(file, view, interval) ?? verdict)
    case 'relaxed':
    case 'handed-on':
      return verdict
    default:
      return verdict satisfies never
  }
}

type Released = Extract<HandleVerdict, { kind: 'released' }>

function judgeCallers(file: SourceFile, view: ProgramView, interval: Resource, verdict: Released): HandleVerdict {
  const [release] = verdict.by
  // What nobody but a test starts is for nobody else to stop, and what the function that starts it stops waits for no caller.
  if (!view.hasOthers || release === undefined || callersOf(file, view, interval.call) !== 'unknown') return verdict
  const start = enclosingFunctions(interval.call).at(-1)
  if (verdict.by.some((one) => enclosingFunctions(one).at(-1) === start)) return verdict
  const callers = verdict.by.map((one) => callersOf(file, view, one))
  if (!callers.every((one) => one === 'none' || one === 'tests')) return verdict
  return { kind: 'kept', flaw: callers.includes('tests') ? 'test-only' : 'uncalled', release }
}

/** Who calls the outermost function around a node, where only other files could. */
function callersOf(file: SourceFile, view: ProgramView, node: TSESTree.Node): 'none' | 'tests' | 'unknown' {
  const fn = enclosingFunctions(node).at(-1)
  if (!fn || isProtocolName(functionName(fn) ?? '')) return 'unknown'
  const use = findUses(file, fn)
  if (!use.isVisible || use.calls.length > 0 || use.values.length > 0) return 'unknown'
  const { sites, isComplete } = view.callersOf({ home: view.homeOf(file), node: fn })
  const others = sites.filter((site) => site.node !== fn)
  if (!isComplete || others.some(({ home }) => home.kind !== 'test')) return 'unknown'
  return others.length === 0 ? 'none' : 'tests'
}

/** What other files do with the place that holds the handle; null when they do nothing. */
function findElsewhere(file: SourceFile, view: ProgramView, interval: Resource): HandleVerdict | null {
  const place = placeOf(interval)
  if (!place) return null
  const released: Released = { kind: 'released', by: [], isScoped: false, isShared: true }
  if (place.owner && isInheritedUnseen(file, view, place.owner, place.name)) return { kind: 'handed-on', to: 'unknown' }
  for (const site of usesElsewhere(file, view, place)) {
    const trail = followHandle(site.home.file, site.node, interval.pair, () => null)
    if (trail.relaxes.length > 0) return { kind: 'relaxed' }
    if (trail.releases.length > 0) return released
    if (trail.escapes.length > 0) return { kind: 'handed-on', to: trail.escapes[0]?.to ?? 'unknown' }
  }
  return null
}

interface HeldPlace {
  readonly name: string
  /** The class whose field it is; null for a member of another object. */
  readonly owner: ClassNode | null
}

function placeOf({ holder }: Resource): HeldPlace | null {
  if (!holder) return null
  const { node } = holder
  if (node.type === 'MemberExpression') {
    const name = memberName(node)
    if (name === null || name.startsWith('#')) return null
    return { name, owner: unwrap(node.object).type === 'ThisExpression' ? enclosingClass(node) : null }
  }
  const { parent } = node
  if (parent?.type !== 'PropertyDefinition' || parent.key !== node) return null
  const name = keyName(parent)
  return name === null || name.startsWith('#') ? null : { name, owner: enclosingClass(parent) }
}

/** How many bases above one another are looked at. */
const MAX_BASES = 5

/** Does the class inherit the field from a base that can't be seen, and that may clear it? Node's own classes know nothing of it. */
function isInheritedUnseen(file: SourceFile, view: ProgramView, owner: ClassNode, name: string): boolean {
  if (isInComponent(file, owner.body)) return false
  let at: ClassRef | 'unseen' | null = { home: view.homeOf(file), node: owner }
  for (let step = 0; step < MAX_BASES && at !== null && at !== 'unseen'; step++) {
    const { home, node }: ClassRef = at
    if (node.body.body.some((member) => member.type === 'PropertyDefinition' && keyName(member) === name)) return false
    if (node.superClass && isOfNode(home.file, node.superClass)) return false
    at = view.baseOf(at)
  }
  return at !== null
}

function isOfNode(file: SourceFile, base: TSESTree.Node): boolean {
  const root = unwrap(base)
  const name = root.type === 'MemberExpression' ? unwrap(root.object) : root
  const variable = name.type === 'Identifier' ? findVariable(file, name) : null
  const source = (variable && importOf(variable))?.source
  return (source !== undefined && isNodeModule(source)) || dottedName(root)?.split('.').at(-1) === 'EventEmitter'
}

function usesElsewhere(file: SourceFile, view: ProgramView, { name, owner }: HeldPlace): Place[] {
  if (owner) {
    const { sites } = view.usesOf({ kind: 'member', home: view.homeOf(file), owner, name, isStatic: false })
    return sites.filter(({ home }) => home.file !== file && home.kind !== 'test')
  }
  // A member of an object that is handed around: whoever clears a member of that name may clear this one.
  return filesMentioning(view, name, 'clearInterval').flatMap((home) => (indexSource(home.file).membersByName.get(name) ?? []).map((node) => ({ home, node })))
}
