import type { TSESTree } from '@typescript-eslint/utils'

import { functionName } from '../../ast/functions.ts'
import { oncePerFile, type SourceFile } from '../../ast/source-file.ts'
import { returnedExpressions } from '../../ast/traverse.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { constantInit, findVariable } from '../../ast/variables.ts'
import { isPostedStateName } from '../../catalog/publish-sinks.ts'
import { indexSource } from '../source-index.ts'
import { findFullPayloads } from './full-payloads.ts'

/** A whole conversation in a state that a function makes for others to post. */
export interface PostedTranscript {
  readonly node: TSESTree.Node
  readonly name: string
  /** The function that makes the state. */
  readonly maker: string
}

/** Finds whole conversations in what functions give back that are there to make a posted state, as their names say. */
export const findPostedTranscripts: (file: SourceFile) => readonly PostedTranscript[] = oncePerFile((file) =>
  indexSource(file).functions.flatMap((fn) => {
    const maker = functionName(fn)
    if (maker === null || !isPostedStateName(maker)) return []
    return returnedExpressions(file, fn).flatMap((state) =>
      findFullPayloads(file, state).flatMap((payload) => (payload.kind === 'transcript' ? [{ node: placeOf(file, payload.node), name: payload.name, maker }] : [])),
    )
  }),
)

/** Where the value is made, if that is in a variable of its own. */
function placeOf(file: SourceFile, node: TSESTree.Node): TSESTree.Node {
  const at = unwrap(node)
  const variable = at.type === 'Identifier' ? findVariable(file, at) : null
  return (variable && constantInit(variable)) ?? node
}
