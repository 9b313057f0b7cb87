import type { Usage } from '../../analysis/facts.ts'
import type { ProgramFile } from '../../program/view.ts'

/** A use of a collection, and the file it stands in. */
export interface PlacedUsage {
  readonly usage: Usage
  readonly home: ProgramFile
}
