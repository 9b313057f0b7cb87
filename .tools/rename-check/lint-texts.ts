import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import * as parser from '@typescript-eslint/parser'
import { ESLint } from 'eslint'
import leaks from 'eslint-plugin-leaks'

export interface Report {
  readonly file: string
  readonly line: number
  readonly rule: string
}

/** The TypeScript and JavaScript below a folder that is not installed, built or hidden. */
export function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.[cm]?[jt]sx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/(?:node_modules|dist|build|out|\.[^/]+)\//.test(path.slice(folder.length)))
    .sort()
}

/** What our rules report of these texts; a text that does not parse has no reports. */
export async function lintTexts(texts: readonly { readonly file: string; readonly text: string }[], preset: 'recommended' | 'strict', root: string): Promise<Report[]> {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx}'], languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } } },
      leaks.configs[preset],
    ],
    ignore: false,
  })
  const reports: Report[] = []
  for (const { file, text } of texts) {
    const results = await eslint.lintText(text, { filePath: file })
    for (const { ruleId, line } of results.flatMap((result) => result.messages)) if (ruleId?.startsWith('leaks/')) reports.push({ file, line, rule: ruleId })
  }
  return reports
}
