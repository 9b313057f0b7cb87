import type { HelperFinder } from '../analysis/callee-finder.ts'
import { functionsOf, resolveValues, startSearch } from '../analysis/resolve-value.ts'
import { memberName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap } from '../ast/unwrap.ts'
import { mentionsRelative } from './file-cache.ts'
import { createRelativeNeighbors } from './relative-neighbors.ts'

/** Imports are followed so far from the linted file; files that only pass exports on do not count. */
const MAX_IMPORTS = 2

/**
 * Finds the functions behind names in a linted file and of the files it imports, by relative imports read from the disk. Two imports deep, then
 * it gives up; packages, aliases and what is not read as a plain function are not found.
 */
export function createHelperFinder(root: SourceFile, rootPath: string): HelperFinder {
  if (!mentionsRelative(root.text)) return () => []
  const search = startSearch(root, createRelativeNeighbors(root, rootPath, () => true))
  return (file, expression) => {
    const callee = unwrap(expression)
    // The arguments of `f.call(x, list)` are not those of `f`.
    if (callee.type === 'MemberExpression' && ['call', 'apply', 'bind'].includes(memberName(callee) ?? '')) return []
    const found = functionsOf(resolveValues(search, file, callee, null))
    return found.every((value) => (search.depths.get(value.file) ?? 0) <= MAX_IMPORTS) ? found : []
  }
}
