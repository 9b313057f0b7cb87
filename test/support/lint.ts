import * as tsParser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import * as svelteParser from 'svelte-eslint-parser'
import * as vueParser from 'vue-eslint-parser'

import plugin from '../../index.ts'

const linter = new Linter()
const PARSERS: Record<string, { readonly parser: Linter.Parser; readonly parserOptions?: Linter.ParserOptions }> = {
  vue: { parser: vueParser, parserOptions: { parser: tsParser } },
  svelte: { parser: svelteParser, parserOptions: { parser: tsParser } },
}

/** Lints one text as a file of that ending (`ts`, `tsx`, `js`, `vue`, …) under the given rules, names as in a user's configuration. */
export function lintText(code: string, extension: string, rules: Linter.Config['rules'], fileName = `file.${extension}`): Linter.LintMessage[] {
  const languageOptions = PARSERS[extension] ?? { parser: tsParser, parserOptions: { ecmaFeatures: { jsx: extension.endsWith('x') } } }
  return linter.verify(code, [{ files: ['**/*.*'], plugins: { leaks: plugin }, languageOptions, rules: rules ?? {} }], { filename: fileName })
}
