import type { TSESLint } from '@typescript-eslint/utils'
import { RuleCreator } from '@typescript-eslint/utils/eslint-utils'

/** What every rule tells about itself; presets and docs are computed from it. */
export interface LeaksRuleDocs {
  /** `recommended` rules are in both presets, `strict` ones only in `strict`. */
  readonly preset: 'recommended' | 'strict'
  /** Options that differ from the rule's own defaults, by preset. */
  readonly presetOptions?: { readonly recommended?: readonly unknown[]; readonly strict?: readonly unknown[] }
}

export type LeaksRule = TSESLint.RuleModule<string, readonly unknown[], LeaksRuleDocs>

/** Creates a rule whose docs page is `docs/rules/<name>.md`. */
export const createRule = RuleCreator<LeaksRuleDocs>(
  (name) => `https://github.com/eslint-plugin-leaks/eslint-plugin-leaks/blob/main/docs/rules/${name}.md`,
)
