import type { TSESTree } from '@typescript-eslint/utils'

import type { SourceFile } from '../ast/source-file.ts'
import { ROOT_FILE } from '../catalog/lifecycles.ts'
import { createProgramView } from '../program/source-view.ts'
import { isMountedOnce, isRootFile } from '../questions/life/mounted-once.ts'

/** Tells whether the code at a node belongs to a component that the page shows once, as long as it is open: what it leaves behind goes with the page. */
export function createRootFinder(file: SourceFile, path: string): (node: TSESTree.Node) => boolean {
  return (node) => {
    const view = createProgramView(file, path)
    return /\.(?:vue|svelte)$/.test(path) ? isRootFile(view) : ROOT_FILE.test(path) || isMountedOnce(view, { home: view.root, node })
  }
}
