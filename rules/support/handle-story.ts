import type { TSESTree } from '@typescript-eslint/utils'

import type { Bringer } from '../questions/frequency/outcome.ts'
import { stepAtNode, type Story } from './story.ts'

/** Something that is started, added or opened, and what becomes of it. */
export interface HandleTold {
  readonly node: TSESTree.Node
  /** What happens there, as a sentence without its end: `opens a socket`. */
  readonly does: string
  /** When it happens again, in words; null where it may happen once. */
  readonly often: string | null
  readonly by: Bringer | null
  /** The release that does not work; null when there is none. */
  readonly release: TSESTree.Node | null
  /** Why it stays: `nothing closes it`. */
  readonly flaw: string
}

/** A timer, subscription or resource as a story: where it begins, and what fails to end it. */
export function tellHandle({ node, does, often, by, release, flaw }: HandleTold): Story {
  const end = release ? stepAtNode('release', release, flaw) : stepAtNode('missing', node, flaw)
  return { by, often: often ?? 'once', certainty: null, retained: null, weight: 'heavy', steps: [stepAtNode('growth', node, does), end] }
}
