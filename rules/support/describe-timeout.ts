import type { TSESTree } from '@typescript-eslint/utils'

import { findResourceHome } from '../analysis/resources/resource-home.ts'
import { capturedNames } from '../analysis/timeouts/captured.ts'
import type { LeakedTimeout } from '../analysis/timeouts/leaked-timeouts.ts'
import { calleeName, dottedName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap } from '../ast/unwrap.ts'
import { inTime } from './durations.ts'

/** What a message says of one timeout. */
export interface TimeoutWords extends Record<string, string> {
  /** ``The timeout `timer` `` */
  readonly timeout: string
  /** `is never cleared` */
  readonly flaw: string
  /** When it is of no more use: `When the promise is settled first` */
  readonly when: string
  /** `for up to 30 s` */
  readonly long: string
  /** ``holds `reject` and `id` `` */
  readonly holds: string
  /** `Keep the handle and clear it`, or `Clear it` */
  readonly clear: string
}

/** Puts a leaked timeout into words: which one, on which path it is not cleared, for how long it stays, what it holds. */
export function describeTimeout(file: SourceFile, leak: LeakedTimeout): TimeoutWords {
  return {
    timeout: subjectOf(leak),
    flaw: flawOf(leak),
    when: whenUseless(leak),
    long: inTime(leak.delay),
    holds: holdsOf(file, leak),
    clear: leak.flaw === 'discarded' ? 'Keep the handle and clear it' : 'Clear it',
  }
}

function subjectOf({ resource }: LeakedTimeout): string {
  if (resource.holder) return `The timeout \`${resource.holder.name}\``
  const home = findResourceHome(resource.call)
  return home === null ? 'This timeout' : `The timeout that \`${home}\` starts`
}

function flawOf({ flaw, because }: LeakedTimeout): string {
  switch (flaw) {
    case 'discarded':
      return 'can never be cleared, because its handle is dropped'
    case 'never-cleared':
      return 'is never cleared before it fires'
    case 'on-abort':
      return 'is only cleared when a signal aborts'
    case 'success-only': {
      const name = because?.type === 'AwaitExpression' ? nameOfCall(unwrap(because.argument)) : null
      return name === null ? 'is not cleared when what is awaited before throws' : `is not cleared when \`${name}\` throws`
    }
    default:
      return flaw satisfies never
  }
}

function nameOfCall(node: TSESTree.Node): string | null {
  return node.type === 'CallExpression' ? (dottedName(node.callee) ?? calleeName(node)) : null
}

function whenUseless({ guard, flaw }: LeakedTimeout): string {
  if (flaw === 'success-only') return 'Then'
  switch (guard.kind) {
    case 'race':
      return 'When the other side of the race wins,'
    case 'promise':
    case 'deferred':
      return 'When the promise is settled before,'
    case 'component':
      return 'When the component goes or starts it anew,'
    case 'abort':
      return 'When the work that it may abort is done,'
    default:
      return guard satisfies never
  }
}

const NAMES_AT_MOST = 3

function holdsOf(file: SourceFile, { resource }: LeakedTimeout): string {
  const names = [...new Set(resource.callbacks.flatMap((callback) => capturedNames(file, callback)))].filter((name) => name !== resource.holder?.name)
  const shown = names.slice(0, NAMES_AT_MOST).map((name) => `\`${name}\``)
  if (shown.length === 0) return 'holds its callback'
  if (names.length > NAMES_AT_MOST) shown.push(`${names.length - NAMES_AT_MOST} more`)
  const last = shown.pop() ?? ''
  return shown.length === 0 ? `holds ${last}` : `holds ${shown.join(', ')} and ${last}`
}
