import type { TSESLint } from '@typescript-eslint/utils'

import type { LeaksRuleDocs } from './create-rule.ts'

type LeaksRule = TSESLint.RuleModule<string, readonly unknown[], LeaksRuleDocs>

/** Every rule by its name; a test holds it against the files in `rules/`. */
export const rules: Record<string, LeaksRule> = {}
