import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunctions, isFunction } from '../ast/functions.ts'
import { memberName, staticString } from '../ast/names.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'
import { BROWSER_GLOBALS, COMPONENT_MODULES, isHostModule, isNodeModule, isPageModule, NODE_GLOBALS, PAGE_RUNNERS, PROCESS_MEMBERS } from '../catalog/hosts.ts'
import { indexSource } from './source-index.ts'

/**
 * Where the code of a file runs.
 * - `node`: a server, a CLI, a library for them: the process ends when nothing is left to do, and a timer is something to do
 * - `hosted`: a page, a worker, a phone or desktop app, an editor's extension: somebody else ends it, and `unref` means nothing
 * - `both`: it asks which one it is (`typeof window`)
 * - `undecided`: nothing in the file tells
 */
export type Host = 'node' | 'hosted' | 'both' | 'undecided'

/** Tells where a file runs, by its imports first, its globals second. Server-side rendering of components counts as `hosted`. */
export const classifyHost: (file: SourceFile) => Host = oncePerFile((file) => {
  const sources = importedSources(file)
  if (sources.some(isHostModule)) return 'hosted'
  if (sources.some(isNodeModule)) return 'node'
  if (sources.some(isPageModule) || (indexSource(file).hasJsx && !sources.some((source) => COMPONENT_MODULES.has(source) && source.startsWith('@opentui')))) return 'hosted'
  const globals = freeNames(file)
  const asksForWindow = ASKS_FOR_HOST.test(file.text)
  const isNode = [...globals].some((name) => NODE_GLOBALS.has(name)) || usesProcess(file, globals)
  const isBrowser = [...globals].some((name) => BROWSER_GLOBALS.has(name))
  if (isBrowser) return asksForWindow || isNode ? 'both' : 'hosted'
  if (isNode) return asksForWindow ? 'both' : 'node'
  return sources.some((source) => COMPONENT_MODULES.has(source)) ? 'hosted' : 'undecided'
})

const ASKS_FOR_HOST = /\btypeof\s+(?:window|document|self|navigator|process|globalThis\.\w+)\b|\bisBrowser\b|\bwindow\?\./

const ASKS_FOR_PAGE = /typeof\s+(?:window|document)\s*!==?\s*['"]undefined|\bisBrowser\b/
const LEAVES_WITHOUT_PAGE = /if\s*\(\s*typeof\s+(?:window|document)\s*===?\s*['"]undefined['"]\s*\)\s*(?:\{\s*)?(?:return|throw)\b/

/** Is the code at `node` reached in a page only: behind `if (typeof window !== 'undefined')`, or after `if (typeof window === 'undefined') return`? */
export function isPageOnly(file: SourceFile, node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at?.parent; at = at.parent) {
    const parent: TSESTree.Node = at.parent
    if (parent.type === 'IfStatement' && parent.consequent === at && ASKS_FOR_PAGE.test(textOf(file, parent.test))) return true
    if (isFunction(parent) && LEAVES_WITHOUT_PAGE.test(file.text.slice(parent.range[0], node.range[0]))) return true
  }
  return false
}

/** Is the code at `node` part of a function that is sent to a page and runs there: `page.evaluate(() => …)` of a driven browser? */
export function isSentToPage(node: TSESTree.Node): boolean {
  return enclosingFunctions(node).some(({ parent }) => parent.type === 'CallExpression' && parent.callee.type === 'MemberExpression' && PAGE_RUNNERS.has(memberName(parent.callee) ?? ''))
}

function textOf(file: SourceFile, node: TSESTree.Node): string {
  return file.text.slice(node.range[0], node.range[1])
}

/** Every module that the file imports or requires, types included: they tell as much. */
function importedSources(file: SourceFile): string[] {
  const sources: string[] = []
  for (const statement of file.ast.body) {
    if (statement.type === 'ImportDeclaration') sources.push(statement.source.value)
    else if ((statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportAllDeclaration') && statement.source) sources.push(statement.source.value)
  }
  for (const call of indexSource(file).callsByName.get('require') ?? []) {
    const source = staticString(call.arguments[0])
    if (source !== null) sources.push(source)
  }
  return sources
}

/** Names that no scope of the file declares. */
function freeNames(file: SourceFile): Set<string> {
  const names = new Set<string>()
  const manager = file.scopeManager
  const top = manager?.globalScope
  if (!top) return names
  for (const { identifier } of top.through) names.add(identifier.name)
  // Configured globals are variables without definitions.
  for (const variable of top.variables) if (variable.defs.length === 0 && variable.references.length > 0) names.add(variable.name)
  return names
}

function usesProcess(file: SourceFile, globals: ReadonlySet<string>): boolean {
  if (!globals.has('process')) return false
  return [...PROCESS_MEMBERS].some((name) => (indexSource(file).membersByName.get(name) ?? []).some((member) => isProcess(member)))
}

function isProcess(member: TSESTree.MemberExpression): boolean {
  return memberName(member) !== null && member.object.type === 'Identifier' && member.object.name === 'process'
}
