import * as parser from '@typescript-eslint/parser'

import type { SourceFile } from '../../rules/ast/source-file.ts'
import { indexSource } from '../../rules/analysis/source-index.ts'

/** Parses TypeScript (JSX allowed) the way the rules see it: with scopes and with `parent` set. */
export function parse(code: string, options: { readonly jsx?: boolean } = {}): SourceFile {
  const result = parser.parseForESLint(code, { range: true, loc: true, tokens: true, comment: true, sourceType: 'module', ecmaFeatures: { jsx: options.jsx ?? false } })
  const file = { ast: result.ast, text: code, scopeManager: result.scopeManager, visitorKeys: result.visitorKeys } as unknown as SourceFile
  indexSource(file)
  return file
}
