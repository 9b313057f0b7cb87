import type { TSESTree } from '@typescript-eslint/utils'

import type { SourceFile } from '../../ast/source-file.ts'

interface Origin {
  readonly path: string
  readonly text: string
}

const origins = new WeakMap<TSESTree.Program, Origin>()

/** Remembers where a file was read from that the host did not parse. */
export function setOrigin({ ast, text }: SourceFile, path: string): void {
  origins.set(ast, { path, text })
}

function originOf(node: TSESTree.Node): Origin | null {
  let at = node
  while (at.parent) at = at.parent
  return at.type === 'Program' ? (origins.get(at) ?? null) : null
}

/** The path of the file that a node stands in, when it was read from the disk here; null in the linted file. */
export function pathOfNode(node: TSESTree.Node): string | null {
  return originOf(node)?.path ?? null
}

/** The line that a node starts at, in whatever file it stands. Trees that were parsed here have no `loc`. */
export function lineOfNode(node: TSESTree.Node): number {
  const origin = originOf(node)
  return origin ? origin.text.slice(0, node.range[0]).split(/\r\n|[\r\n\u2028\u2029]/).length : node.loc.start.line
}
