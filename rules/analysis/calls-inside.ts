import type { TSESTree } from '@typescript-eslint/utils'

import { oncePerFile, type SourceFile } from '../ast/source-file.ts'
import { indexSource } from './source-index.ts'

const callsByStart = oncePerFile((file) => [...indexSource(file).calls].sort((a, b) => a.range[0] - b.range[0]))

/** The calls inside a node, those of functions in it included, in source order; looks at no others. */
export function callsInside(file: SourceFile, { range: [start, end] }: TSESTree.Node): TSESTree.CallExpression[] {
  const calls = callsByStart(file)
  let low = 0
  let high = calls.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((calls[middle]?.range[0] ?? 0) < start) low = middle + 1
    else high = middle
  }
  const found: TSESTree.CallExpression[] = []
  for (let at = low; at < calls.length; at++) {
    const call = calls[at]
    if (!call || call.range[0] >= end) break
    if (call.range[1] <= end) found.push(call)
  }
  return found
}
