import type { TSESTree } from '@typescript-eslint/utils'

import type { SourceFile } from '../ast/source-file.ts'
import { ROOT_FILE } from '../catalog/lifecycles.ts'
import { createProgramView } from '../program/source-view.ts'
import { isRootComponent } from '../questions/interval/root-component.ts'

/** Tells whether the code at a node belongs to the one component that the whole page is: what it leaves behind goes with the page. */
export function createRootFinder(file: SourceFile, path: string): (node: TSESTree.Node) => boolean {
  return (node) => ROOT_FILE.test(path) || isRootComponent(file, createProgramView(file, path), node)
}
