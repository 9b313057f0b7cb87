import type { TSESTree } from '@typescript-eslint/utils'

import type { Resource } from '../../analysis/resources/judge-handle.ts'
import { indexSource } from '../../analysis/source-index.ts'
import { enclosingClass, enclosingFunction, functionName, isInside, type ClassNode } from '../../ast/functions.ts'
import { calleeName, keyName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, isModuleLevel } from '../../ast/variables.ts'
import type { ProgramView } from '../../program/view.ts'
import { judgeFrequency } from '../frequency/judge-frequency.ts'
import type { FrequencyFact } from '../frequency/outcome.ts'
import { judgeLife } from '../life/judge-life.ts'
import { isMountedOnce } from '../life/mounted-once.ts'
import { isHandlerName } from '../source/registrations.ts'
import type { Complaint, Fault, Setting } from './complaint.ts'
import { isEmptiedAndStartedAnew } from './emptied-place.ts'
import { isSetAnew } from './setters.ts'

/** What a handle that is kept for ever, outside of components, leaks in any host: the surest first. Lazy: the later ones cost more. */
export function* complaintsOfHandle({ file, view }: Setting, interval: Resource, fault: Fault): Generator<Complaint> {
  switch (fault.flaw) {
    case 'overwritten':
      yield { kind: 'startsAgain', proof: 'overwritten', fault, event: null }
      return
    case 'emptied':
    case 'outlived':
      yield { kind: 'neverCleared', proof: 'clears-nothing', fault, owner: 'its owner' }
      return
    case 'at-exit':
      return
    case 'discarded':
    case 'never-released':
    case 'unreached':
    case 'uncalled':
    case 'test-only':
    case 'on-abort':
    case 'on-demand':
    case 'early':
    case 'on-some-ways':
    case 'too-late': {
      if (fault.flaw === 'never-released' && isEmptiedAndStartedAnew(file, interval)) {
        yield { kind: 'startsAgain', proof: 'emptied', fault, event: 'once its handle is emptied' }
        return
      }
      const frequency = judgeFrequency(view, { home: view.root, node: interval.call }, 'module')
      const isSure = (frequency.certainty === 'proven' && !isCalledBack(frequency)) || isByShowing(view, frequency)
      if (frequency.value === 'again' && isSure && !isOfMainWindow(file, interval.call) && !isOwnedForLong(file, view, interval)) {
        yield { kind: 'startsAgain', proof: 'started-again', fault, event: frequency.event }
      }
      if (isSetAnew(file, interval.call)) yield { kind: 'startsAgain', proof: 'set-anew', fault, event: null }
      yield* complaintsOfOwner(file, view, interval, fault)
      return
    }
    case 'restart':
      yield* complaintsOfOwner(file, view, interval, fault)
      return
    default:
      fault.flaw satisfies never
  }
}

/** Does a component that comes and goes start it, through functions of other files? */
function isByShowing(view: ProgramView, { by, witnesses: [witness] }: FrequencyFact): boolean {
  return by === 'render' && witness !== undefined && !isMountedOnce(view, witness)
}

/** `useRegisterSW({ onRegisteredSW() {} })`: what a package calls back may come once. */
function isCalledBack({ witnesses: [witness] }: FrequencyFact): boolean {
  return witness?.node.type === 'Property' && isHandlerName(keyName(witness.node) ?? '')
}

/** Does the function around it open the app's own window, which it keeps in a variable of the module? */
function isOfMainWindow(file: SourceFile, call: TSESTree.Node): boolean {
  const fn = enclosingFunction(call)
  return indexSource(file).assignments.some(({ left, right }) => {
    const made = unwrap(right)
    const variable = left.type === 'Identifier' && fn !== null && isInside(left, fn) ? findVariable(file, left) : null
    return variable !== null && isModuleLevel(variable) && made.type === 'NewExpression' && calleeName(made) === 'BrowserWindow'
  })
}

/** Does it start in the constructor of what lives as long as the program, or of what nobody can say that it ends? Two ways must agree that instances come again. */
function isOwnedForLong(file: SourceFile, view: ProgramView, { call }: Resource): boolean {
  const owner = enclosingClass(call)
  const fn = enclosingFunction(call)
  if (!owner || !fn || functionName(fn) !== 'constructor') return false
  const { value } = judgeLife(view, { home: view.homeOf(file), node: owner })
  return value === 'process' || value === 'unknown'
}

/** An interval of a class whose instances come and go outlives them. */
function* complaintsOfOwner(file: SourceFile, view: ProgramView, { call }: Resource, fault: Fault): Generator<Complaint> {
  const owner = enclosingClass(call)
  if (!owner) return
  const life = judgeLife(view, { home: view.homeOf(file), node: owner })
  if (life.certainty !== 'proven' || (life.value !== 'call' && life.value !== 'long')) return
  const name = owner.id ? `its \`${owner.id.name}\`` : 'its owner'
  if (isMadeAgain(view, file, owner)) yield { kind: 'neverCleared', proof: 'owner-made-again', fault, owner: name }
}

/** Is the class constructed by something that was followed to what brings it again? */
function isMadeAgain(view: ProgramView, file: SourceFile, owner: ClassNode): boolean {
  const { sites } = view.constructionsOf({ home: view.homeOf(file), node: owner })
  return sites.some((site) => {
    if (site.home.kind !== 'production' || site.match !== 'certain') return false
    const { value, certainty, by } = judgeFrequency(view, site, 'module')
    return value === 'again' && (certainty === 'proven' || by !== null)
  })
}
