import type { Host } from '../../analysis/hosts.ts'
import type { HandleVerdict } from '../../analysis/resources/judge-handle.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import type { ProgramView } from '../../program/view.ts'
import type { Evidence, Proof } from './policy.ts'
import type { ProcessEnd } from './process-end.ts'

/** What is wrong with an interval, and what proves it. */
export type Complaint = { readonly proof: Proof } & (
  /** Its process could otherwise end: `end` tells which. Without a flaw it is cleared, as soon as somebody remembers to. */
  | { readonly kind: 'needsUnref' | 'holdsProcess'; readonly fault: Fault | null; readonly host: Host; readonly end: ProcessEnd }
  /** Another one starts again and again: `event` tells when, as far as it was followed. */
  | { readonly kind: 'startsAgain'; readonly fault: Fault; readonly event: string | null }
  /** Its owner, or what it works for, ends before it does. */
  | { readonly kind: 'neverCleared'; readonly fault: Fault; readonly owner: string }
  | { readonly kind: 'sleeps' }
)

/** A handle that is kept for ever, why, and the release that does not work. */
export type Fault = Extract<HandleVerdict, { kind: 'kept' }>

/** What is known of the file and its program. */
export interface Setting {
  readonly file: SourceFile
  readonly view: ProgramView
  readonly host: Host
  /** Asked only when the rest speaks for a report. */
  readonly processEnd: () => ProcessEnd
  /** The file's top level runs for each component: a Svelte instance script, a Vue `<script setup>`. Its template is not seen. */
  readonly isComponentScript: boolean
  /** Is an interval fine that somebody clears, though somebody may forget to? */
  readonly isClearEnough: boolean
  /** How much proof a report needs. */
  readonly evidence: Evidence
}
