import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunctions, isInside } from '../../ast/functions.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'

/** Is the listener handed in by whoever calls: `onChange(listener) { bus.on('change', listener) }`? Then taking it away again is the caller's duty. */
export function isListenerOfCaller(file: SourceFile, listener: TSESTree.Node): boolean {
  const at = unwrap(listener)
  if (at.type !== 'Identifier') return false
  const variable = findVariable(file, at)
  return variable?.defs[0]?.type === 'Parameter' && enclosingFunctions(at).some((fn) => fn.params.some((parameter) => variable.identifiers.some((name) => isInside(name, parameter))))
}
