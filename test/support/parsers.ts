import { createRequire } from 'node:module'

import * as tsParser from '@typescript-eslint/parser'
import type { Linter } from 'eslint'
import * as svelteParser from 'svelte-eslint-parser'
import * as vueParser from 'vue-eslint-parser'

const babelParser = createRequire(import.meta.url)('@babel/eslint-parser') as Linter.Parser

type LanguageOptions = NonNullable<Linter.Config['languageOptions']>

/** Every parser that users bring, by the name under which tests speak of it. */
export const PARSERS = {
  espree: { parserOptions: { ecmaFeatures: { jsx: true } } },
  typescript: { parser: tsParser, parserOptions: { ecmaFeatures: { jsx: true } } },
  // Without types and without JSX, `<T>x` is a cast.
  'typescript, no JSX': { parser: tsParser },
  babel: babel('jsx', ['decorators', { version: '2023-11' }], 'exportDefaultFrom', ['pipelineOperator', { proposal: 'hack', topicToken: '%' }], 'doExpressions', 'throwExpressions'),
  'babel with TypeScript': babel('typescript', 'decorators-legacy', 'decoratorAutoAccessors', 'explicitResourceManagement'),
  'babel with TypeScript and JSX': babel('typescript', 'jsx', ['decorators', { version: '2023-11' }]),
  'babel with Flow': babel('jsx', ['flow', { all: true }]),
  vue: { parser: vueParser, parserOptions: { parser: tsParser } },
  'vue with espree': { parser: vueParser, parserOptions: { ecmaFeatures: { jsx: true } } },
  svelte: { parser: svelteParser, parserOptions: { parser: tsParser } },
} as const satisfies Record<string, LanguageOptions>

export type ParserName = keyof typeof PARSERS

type BabelPlugin = string | readonly [string, Readonly<Record<string, unknown>>]

function babel(...plugins: readonly BabelPlugin[]): LanguageOptions {
  const babelOptions = { babelrc: false, configFile: false, parserOpts: { plugins, createParenthesizedExpressions: true } }
  return { parser: babelParser, parserOptions: { requireConfigFile: false, babelOptions } }
}
