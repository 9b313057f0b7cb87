import type { TSESTree } from '@typescript-eslint/utils'

import type { LeakedSubscription } from '../analysis/subscriptions/leaked-subscription.ts'
import type { Flaw } from '../analysis/resources/judge-handle.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap } from '../ast/unwrap.ts'
import { constantInit, findVariable, importOf, isGlobal, isModuleLevel, resolveAlias } from '../ast/variables.ts'
import { LASTING_GLOBALS } from '../catalog/subscriptions.ts'
import { createProgramView } from '../program/source-view.ts'
import { isMountedAgain } from '../questions/life/mounted-again.ts'
import { isMountedOnce } from '../questions/life/mounted-once.ts'
import { createAgainFinder } from './again-in-program.ts'

/** Flaws that leave every one behind, whatever the user does. */
const ALWAYS_LEFT: ReadonlySet<Flaw> = new Set<Flaw>(['discarded', 'never-released', 'unreached', 'uncalled', 'test-only'])

/**
 * Tells whether all that a report claims is followed, and nothing of it a name's word. Either the code removes the listener in a way that can't work; or what it is on is
 * seen to last (a global, an import, a constant of the module), nothing takes it away, and what adds it is followed to something that comes again: a component that
 * is shown at times, a request, a loop, a timer.
 */
export function createFirmFinder(file: SourceFile, path: string): (leak: LeakedSubscription) => boolean {
  const findAgain = createAgainFinder(file, path)
  return (leak) => {
    if (leak.kind === 'fresh') return true
    if (leak.kind !== 'recurring') return false
    const view = createProgramView(file, path)
    const place = { home: view.root, node: leak.subscription.call }
    if (leak.otherPhase) return !isMountedOnce(view, place)
    if (!ALWAYS_LEFT.has(leak.verdict.flaw) || !isSeenToLast(file, leak.emitter)) return false
    return leak.by === 'component' ? isMountedAgain(view, place) : findAgain(place.node) !== null
  }
}

/** `window`, `ipcRenderer` by import, `const bus = new Bus()` of the module, and their members. */
function isSeenToLast(file: SourceFile, emitter: TSESTree.Node): boolean {
  let at = unwrap(resolveAlias(file, emitter))
  while (at.type === 'MemberExpression') at = unwrap(resolveAlias(file, at.object))
  if (at.type === 'NewExpression') return isOfModule(file, emitter)
  if (at.type !== 'Identifier') return false
  if (isGlobal(file, at)) return LASTING_GLOBALS.has(at.name)
  const variable = findVariable(file, at)
  return variable !== null && (importOf(variable) !== null || (isModuleLevel(variable) && constantInit(variable) !== null))
}

function isOfModule(file: SourceFile, emitter: TSESTree.Node): boolean {
  let at = unwrap(emitter)
  while (at.type === 'MemberExpression') at = unwrap(at.object)
  const variable = at.type === 'Identifier' ? findVariable(file, at) : null
  return variable !== null && isModuleLevel(variable)
}
