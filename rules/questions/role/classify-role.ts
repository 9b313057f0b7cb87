import type { Usage } from '../../analysis/facts.ts'
import type { Role } from '../fact.ts'

/** What a collection is for, told by how it is used. */
export function classifyRole(_usages: readonly Usage[]): Role {
  return 'unknown'
}
