import type { TSESTree } from '@typescript-eslint/utils'
import type ts from 'typescript'

import { indexSource } from '../analysis/source-index.ts'
import { functionName, type FunctionNode } from '../ast/functions.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap } from '../ast/unwrap.ts'
import { isShortLivedPath } from '../catalog/file-kinds.ts'
import { readProgramFile, toTypeScript, type ProgramFile } from './program-file.ts'
import { declaredName, isExportedAsDefault, mayMean } from './typed-callers.ts'
import { filesNaming, identifiersNamed, isSameSymbol, pathInProgram, symbolAt, type TypedProgram } from './typed-program.ts'

/** More files than this name it: a common word, and reading them all would cost more than the answer is worth. */
const MAX_FILES = 40

/** A call, and the file it stands in. */
export interface PlacedCall {
  readonly call: TSESTree.CallExpression
  readonly home: ProgramFile
}

/** The places of one file that name a function, as the program has them. */
interface Naming {
  readonly source: ts.SourceFile
  readonly places: readonly ts.Node[]
}

/**
 * Every place in the other files of the program, tests left out, that names a function. Null when that can't be told: too many files name it, or a
 * place may mean it without saying so.
 */
export function findPlacesElsewhere(typed: TypedProgram, home: ProgramFile, fn: FunctionNode): Naming[] | null {
  const name = functionName(fn)
  const declared = declaredName(fn)
  const node = declared && toTypeScript(typed, home, declared)
  const symbol = node && symbolAt(typed.checker, node)
  if (name === null || !symbol || isExportedAsDefault(fn)) return null
  const sources = filesNaming(typed, name).filter((source) => source !== home.source && !isShortLivedPath(pathInProgram(typed, source)))
  if (sources.length > MAX_FILES) return null
  const found: Naming[] = []
  for (const source of sources) {
    const places = identifiersNamed(source, name).filter((place) => mayMean(symbolAt(typed.checker, place), symbol))
    if (!places.every((place) => isSameSymbol(symbolAt(typed.checker, place), symbol))) return null
    if (places.length > 0) found.push({ source, places })
  }
  return found
}

/** The calls at these places. Null when one of the places takes the function as a value or under another name, or its file does not parse. */
export function readCalls(namings: readonly Naming[]): PlacedCall[] | null {
  const calls: PlacedCall[] = []
  for (const { source, places } of namings) {
    const home = readProgramFile(source)
    const [first] = places
    const found = home && first ? callsAt(home, first.getText(source), places.map((place) => place.getStart(source))) : null
    if (!found) return null
    calls.push(...found)
  }
  return calls
}

/** The calls whose callee's name begins at these places; null when one of them is something else than a call or an import under the same name. */
function callsAt(home: ProgramFile, name: string, starts: readonly number[]): PlacedCall[] | null {
  const calls = new Map((indexSource(home.file).callsByName.get(name) ?? []).map((call) => [startOfName(call), call]))
  const found: PlacedCall[] = []
  for (const start of starts) {
    const call = calls.get(start)
    if (call) found.push({ call, home })
    else if (!isPassedOnUnchanged(home.file, start)) return null
  }
  return found
}

function startOfName(call: TSESTree.CallExpression): number {
  const callee = unwrap(call.callee)
  return callee.type === 'MemberExpression' ? callee.property.range[0] : callee.range[0]
}

/** Is the place an `import { a }`, or an `export { a } from`, that keeps the name? */
function isPassedOnUnchanged(file: SourceFile, start: number): boolean {
  const statement = file.ast.body.find(({ range }) => range[0] <= start && start < range[1])
  if (statement?.type === 'ImportDeclaration') {
    return statement.specifiers.some((one) => one.type === 'ImportSpecifier' && isAt(one, start) && one.imported.type === 'Identifier' && one.imported.name === one.local.name)
  }
  if (statement?.type !== 'ExportNamedDeclaration' || statement.declaration) return false
  return statement.specifiers.some((one) => isAt(one, start) && one.exported.type === 'Identifier' && one.local.type === 'Identifier' && one.exported.name === one.local.name)
}

function isAt({ range }: TSESTree.Node, start: number): boolean {
  return range[0] <= start && start < range[1]
}
