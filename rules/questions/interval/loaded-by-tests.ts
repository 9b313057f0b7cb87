import type { TSESTree } from '@typescript-eslint/utils'

import { runsOnlyAtLoad } from '../../analysis/call-graph.ts'
import { isExported } from '../../analysis/exported.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import type { ProgramView } from '../../program/view.ts'

/** Does the code at `node` run while its module loads, and does a test import that module? Asks for uses of what the module exports, in tests that name it. */
export function isLoadedByTests(file: SourceFile, view: ProgramView, node: TSESTree.Node): boolean {
  if (!view.hasOthers || !runsOnlyAtLoad(file, node)) return false
  const home = view.homeOf(file)
  const scopes = file.scopeManager?.scopes.filter(({ type }) => type === 'module' || type === 'global') ?? []
  const exported = scopes.flatMap(({ variables }) => variables.filter(isExported))
  return exported.some((variable) => view.usesOf({ kind: 'variable', home, variable }).sites.some((site) => site.home.kind === 'test'))
}
