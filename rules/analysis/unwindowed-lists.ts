import type { TSESTree } from '@typescript-eslint/utils'

import { functionName, isClass, isFunction } from '../ast/functions.ts'
import { memberName } from '../ast/names.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'
import { unwrap } from '../ast/unwrap.ts'
import { findVariable, type Variable } from '../ast/variables.ts'
import { classifyListName, isEntryName, isEntryViewName, isListContextName, isWholeViewName, WINDOWING_MODULES, WINDOWING_SIGNS } from '../catalog/message-lists.ts'
import { isBoundedVariable, isCutByName, traceList, traceView, type ListSource } from './list-source.ts'
import { findRenderedLists, isSpecialList, type RenderedList } from './rendered-lists.ts'

/** A history drawn whole. */
export interface UnwindowedList {
  readonly rendered: RenderedList
  /** The list's name, for the message. */
  readonly name: string
}

/** Names a project adds to, or takes from, what counts as a history, and its own windowing packages. */
export interface ListNames {
  readonly lists: ReadonlySet<string>
  readonly ignored: readonly RegExp[]
  /** The file's base name, which Vue and Svelte components go by. */
  readonly component: string | null
}

/** Does anything in the file show its lists piece by piece? Then no list of it is judged. */
const isWindowingFile = oncePerFile((file) => WINDOWING_SIGNS.test(file.text) || importsAny(file, WINDOWING_MODULES) || importsMadeUpData(file))

/** Does the file import one of these packages, or a path inside one? */
export function importsAny(file: SourceFile, modules: readonly string[]): boolean {
  return importSources(file).some((source) => modules.some((name) => source === name || source.startsWith(`${name}/`)))
}

function importsMadeUpData(file: SourceFile): boolean {
  return importSources(file).some((source) => /\b(?:mock|mocks|mock-data|mockdata|fixtures?|storybook|stories|demo-?data|sample-?data|placeholder)\b/i.test(source))
}

function importSources(file: SourceFile): string[] {
  return file.ast.body.flatMap((statement) => (statement.type === 'ImportDeclaration' ? [statement.source.value] : []))
}

/** The histories that this file's scripts draw whole. */
export function findUnwindowedLists(file: SourceFile, names: ListNames): UnwindowedList[] {
  return findRenderedLists(file).flatMap((rendered) => {
    if (isSpecialList(file, rendered)) return []
    const found = judgeRenderedList(file, rendered, names)
    return found ? [found] : []
  })
}

/** Is this list a whole history? Also for lists of a template, whose names are those of the script. */
export function judgeRenderedList(file: SourceFile, rendered: RenderedList, names: ListNames): UnwindowedList | null {
  if (isWindowingFile(file)) return null
  const source = traceList(rendered.list)
  // `entries.map(([key, value]) => …)`: the parts of one object, unless the list's own name says more.
  if (!source || (isOfPairs(rendered.entry) && classifyListName(source.name) !== 'whole')) return null
  if (isWholeHistory(file, source, rendered, names)) return { rendered, name: source.name }
  // A view under a name that says nothing is as whole as what it is a view of.
  const variable = names.lists.has(source.name) || source.isCut || classifyListName(source.name) !== 'no' ? null : variableOf(file, source.base)
  const viewed = variable && traceView(variable)
  return viewed && isWholeHistory(file, viewed, rendered, names) && !names.ignored.some((pattern) => pattern.test(source.name)) ? { rendered, name: viewed.name } : null
}

function isOfPairs(entry: TSESTree.Node): boolean {
  const first = isFunction(entry) ? entry.params[0] : undefined
  return first?.type === 'ArrayPattern' && first.elements.length === 2
}

function isWholeHistory(file: SourceFile, source: ListSource, rendered: RenderedList, names: ListNames): boolean {
  if (source.isCut || names.ignored.some((pattern) => pattern.test(source.name))) return false
  if (!names.lists.has(source.name) && (isListOfEntry(source.base) || !isHistory(source.name, rendered, names))) return false
  if (isCutByName(file, source.name)) return false
  const variable = variableOf(file, source.base)
  return !variable || !isBoundedVariable(file, variable)
}

function isHistory(name: string, rendered: RenderedList, names: ListNames): boolean {
  const around = componentNames(rendered, names)
  if (around[0] !== undefined && isEntryViewName(around[0])) return false
  switch (classifyListName(name)) {
    case 'whole':
      return !isConstantName(name)
    case 'weak':
      return around.some(isListContextName)
    case 'bare':
      return around.some(isWholeViewName)
    case 'no':
      return false
  }
}

function isConstantName(name: string): boolean {
  return name === name.toUpperCase()
}

/** The components a list stands in, innermost first; in a template, and around a class, the file's own name. */
function componentNames(rendered: RenderedList, names: ListNames): string[] {
  const found: string[] = []
  for (let at = rendered.node.parent; at; at = at.parent) {
    const name = isFunction(at) ? functionName(at) : isClass(at) ? (at.id?.name ?? null) : null
    if (name !== null && name !== 'render') found.push(name)
  }
  return names.component === null ? found : [...found, names.component]
}

/** `group.messages`, `turn.events`: the list of one entry, not of the whole history. */
function isListOfEntry(base: TSESTree.Node): boolean {
  if (base.type !== 'MemberExpression') return false
  const holder = unwrap(base.object)
  const name = holder.type === 'Identifier' ? holder.name : holder.type === 'MemberExpression' ? memberName(holder) : null
  return name !== null && isEntryName(name)
}

/** The variable behind a list; in a template its scope is the component's own script. */
function variableOf(file: SourceFile, base: TSESTree.Node): Variable | null {
  if (base.type !== 'Identifier') return null
  const name = base.name.replace(/^\$+/, '')
  const known = base.name === name ? findVariable(file, base) : null
  if (known) return known
  const scopes = file.scopeManager?.scopes ?? []
  return scopes.find((scope) => scope.type === 'module')?.set.get(name) ?? null
}
