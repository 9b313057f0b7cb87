import type { TSESTree } from '@typescript-eslint/utils'

import { conditionsOn } from '../../analysis/control/conditions.ts'
import type { Resource } from '../../analysis/resources/judge-handle.ts'
import { indexSource } from '../../analysis/source-index.ts'
import { enclosingClass, enclosingFunction, functionName, isInside } from '../../ast/functions.ts'
import { dottedName } from '../../ast/names.ts'
import { isNothing } from '../../ast/nothing.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { emptyTested } from '../frequency/once-guard.ts'

/**
 * Is a handle that nothing clears emptied somewhere, while the start asks whether it is empty: `if (!this.timer) this.timer = setInterval(…)`, and
 * `if (this.cache.size === 0) this.timer = null` in the tick? Then another one starts beside the old. Looks at its own file.
 */
export function isEmptiedAndStartedAnew(file: SourceFile, { call, callbacks }: Resource): boolean {
  const { parent } = wrapped(call)
  const start = enclosingFunction(call)
  const place = parent?.type === 'AssignmentExpression' && parent.operator === '=' ? dottedName(parent.left) : null
  if (place === null || !start) return false
  const asks = conditionsOn(call, start).some(({ test, runsWhen, equals }) => {
    const tested = equals === null ? emptyTested(test, runsWhen) : null
    return tested !== null && dottedName(unwrap(tested)) === place
  })
  return asks && indexSource(file).assignments.some((write) => dottedName(write.left) === place && isNothing(write.right) && (callbacks.some((tick) => isInside(write, tick)) || !isFirstWrite(write)))
}

/** Outside of functions, and in constructors, also those that are plain functions, it gets its first value. */
function isFirstWrite(write: TSESTree.AssignmentExpression): boolean {
  const fn = enclosingFunction(write)
  if (!fn || functionName(fn) === 'constructor') return true
  return dottedName(write.left)?.startsWith('this.') === true && enclosingClass(write) === null
}
