import type { TSESLint } from '@typescript-eslint/utils'

import type { Resource } from '../analysis/resources/judge-handle.ts'
import type { SourceFile } from '../ast/source-file.ts'
import type { Complaint } from './interval-complaint.ts'
import { timeoutEdit, unrefEdit } from './interval-edits.ts'

export type SuggestionId = 'addUnref' | 'useTimeout'

/** The edits that may answer a complaint. None where the interval has to be cleared: only the author knows when. */
export function suggestFixes(file: SourceFile, interval: Resource, complaint: Complaint): TSESLint.SuggestionReportDescriptor<SuggestionId>[] {
  const messageId = complaint.kind === 'sleeps' ? 'useTimeout' : 'addUnref'
  const fix = complaint.kind === 'sleeps' ? timeoutEdit(interval.call) : complaint.kind === 'neverCleared' ? null : unrefEdit(file, interval.call, complaint.host === 'node')
  return fix ? [{ messageId, fix }] : []
}
