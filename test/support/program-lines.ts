import type { TSESTree } from '@typescript-eslint/utils'

import { indexSource } from '../../rules/analysis/source-index.ts'
import type { ClassNode, FunctionNode } from '../../rules/ast/functions.ts'
import type { ProgramView } from '../../rules/program/view.ts'

/** The line of the linted file that a node begins on. */
export function lineOf({ root }: ProgramView, { range }: TSESTree.Node): number {
  return root.file.text.slice(0, range[0]).split('\n').length
}

/** The lines of the linted file that end in a comment that begins with the word, and what follows the word there. */
export function markedLines({ root }: ProgramView, word: string): { line: number; marker: string }[] {
  const marked = root.file.text.split('\n').flatMap((line, index) => {
    const marker = new RegExp(String.raw`// ${word}\b ?(.*)$`).exec(line)?.[1]
    return marker === undefined ? [] : [{ line: index + 1, marker }]
  })
  return marked
}

/** The outermost call or `new` that begins on a line. */
export function callOn(view: ProgramView, line: number): TSESTree.Node {
  const { calls, newsByName } = indexSource(view.root.file)
  const all: TSESTree.Node[] = [...calls, ...[...newsByName.values()].flat()]
  const found = all.filter((node) => lineOf(view, node) === line).sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1])[0]
  if (!found) throw new Error(`No call on line ${String(line)}`)
  return found
}

/** The class or function that begins on a line. */
export function ownerOn(view: ProgramView, line: number): ClassNode | FunctionNode {
  const { classes, functions } = indexSource(view.root.file)
  const found = [...classes, ...functions].find((node) => lineOf(view, node) === line)
  if (!found) throw new Error(`No class or function on line ${String(line)}`)
  return found
}

/** A found fact, cut to the marker where that is the beginning of it, so that a marker may say less. */
export function cutTo(marker: string, found: string): string {
  return found === marker || found.startsWith(`${marker} `) || found.startsWith(`${marker}:`) ? marker : found
}
