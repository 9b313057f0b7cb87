import type { TSESLint } from '@typescript-eslint/utils'

import type { Resource } from '../analysis/resources/judge-handle.ts'
import type { SourceFile } from '../ast/source-file.ts'
import type { Complaint } from '../questions/interval/complaint.ts'
import { timeoutEdit, unrefEdit } from './interval-edits.ts'

export type SuggestionId = 'addUnref' | 'useTimeout'

/** The edits that may answer a complaint. None where the interval has to be cleared: only the author knows when. */
export function suggestFixes(file: SourceFile, interval: Resource, complaint: Complaint): TSESLint.SuggestionReportDescriptor<SuggestionId>[] {
  switch (complaint.kind) {
    case 'sleeps':
      return suggestion('useTimeout', timeoutEdit(interval.call))
    case 'needsUnref':
    case 'holdsProcess':
      return suggestion('addUnref', unrefEdit(file, interval.call, complaint.host === 'node', complaint.fault?.flaw === 'discarded'))
    case 'neverCleared':
    case 'startsAgain':
      return []
    default:
      return complaint satisfies never
  }
}

function suggestion(messageId: SuggestionId, fix: TSESLint.ReportFixFunction | null): TSESLint.SuggestionReportDescriptor<SuggestionId>[] {
  return fix ? [{ messageId, fix }] : []
}
