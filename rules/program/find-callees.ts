import type { HelperFinder } from '../analysis/callee-finder.ts'
import { memberName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap } from '../ast/unwrap.ts'
import { mentionsNeighbor } from './sources/file-looks.ts'
import type { ProgramView } from './view.ts'

/** Finds the functions behind names in a linted file and in those it leads to, through four imports; a package's functions, and what is not read as a plain function, are not found. */
export function createHelperFinder(linted: SourceFile, view: ProgramView): HelperFinder {
  if (!mentionsNeighbor(linted.text)) return () => []
  return (file, expression) => {
    const callee = unwrap(expression)
    // The arguments of `f.call(x, list)` are not those of `f`.
    if (callee.type === 'MemberExpression' && ['call', 'apply', 'bind'].includes(memberName(callee) ?? '')) return []
    return view.definitionsOf({ home: view.homeOf(file), node: callee }).flatMap((found) => (found.kind === 'function' ? [{ file: found.home.file, node: found.node }] : []))
  }
}
