import type { TSESTree } from '@typescript-eslint/utils'

import { runsOnlyAtLoad } from '../../analysis/call-graph.ts'
import { isExported } from '../../analysis/exported.ts'
import { enclosingClass, enclosingFunctions, functionName, type FunctionNode } from '../../ast/functions.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import type { Caller, ProgramView } from '../../program/view.ts'

/** Callers within the file are followed so many steps up to the function that a test calls. */
const MAX_STEPS = 3

/**
 * Does a test start what the code at `node` starts? `loads`: it imports the module, which does so while it loads. `calls`: it
 * calls the function around it, or one of the same file that calls that, three steps up at most. A function of the program's own that a server
 * calls once, and a test once more, is not asked: only what others can call as well. Null: no test is seen to.
 */
export function findTestStart(file: SourceFile, view: ProgramView, node: TSESTree.Node): 'loads' | 'calls' | null {
  if (!view.hasOthers) return null
  if (runsOnlyAtLoad(file, node)) return isLoadedByTests(file, view) ? 'loads' : null
  return isCalledByTests(file, view, node) ? 'calls' : null
}

function isLoadedByTests(file: SourceFile, view: ProgramView): boolean {
  const home = view.homeOf(file)
  const scopes = file.scopeManager?.scopes.filter(({ type }) => type === 'module' || type === 'global') ?? []
  const exported = scopes.flatMap(({ variables }) => variables.filter(isExported))
  return exported.some((variable) => view.usesOf({ kind: 'variable', home, variable }).sites.some((site) => site.home.kind === 'test'))
}

function isCalledByTests(file: SourceFile, view: ProgramView, node: TSESTree.Node): boolean {
  const start = enclosingFunctions(node).at(-1)
  let level: FunctionNode[] = start ? [start] : []
  const seen = new Set(level)
  for (let step = 0; step < MAX_STEPS; step++) {
    const callers = level.map((fn) => callersOf(file, view, fn))
    if (callers.some(({ sites, isComplete }) => !isComplete && sites.some(isRealTest))) return true
    const sites = callers.flatMap((one) => one.sites.filter(isCertainCall))
    level = sites.flatMap((site) => (site.home.file === file ? enclosingFunctions(site.node).slice(-1) : [])).filter((fn) => !seen.has(fn))
    for (const fn of level) seen.add(fn)
  }
  return false
}

function callersOf(file: SourceFile, view: ProgramView, fn: FunctionNode): ReturnType<ProgramView['callersOf']> {
  const home = view.homeOf(file)
  const owner = functionName(fn) === 'constructor' ? enclosingClass(fn) : null
  return owner ? view.constructionsOf({ home, node: owner }) : view.callersOf({ home, node: fn })
}

function isCertainCall({ match, as }: Caller): boolean {
  return match === 'certain' && as === 'call'
}

/** A clock that the test winds itself ends with it; what loads before it is replaced runs by the real one. */
function isRealTest(site: Caller): boolean {
  const { kind, file } = site.home
  return isCertainCall(site) && kind === 'test' && !/\b(?:useFakeTimers|mock\.timers|fake-timers|setInterval)\b/.test(file.text)
}
