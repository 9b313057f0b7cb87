import type { TSESTree } from '@typescript-eslint/utils'

import { dottedName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, globalObjectOf, importOf, isGlobal } from '../../ast/variables.ts'
import { OPENED_RESOURCES, type OpenedResource } from '../../catalog/opened-resources.ts'
import { isDeadCode } from '../control/dead-code.ts'
import { indexSource } from '../source-index.ts'

/** A place that opens something of the host. */
export interface Opening {
  readonly kind: OpenedResource
  readonly call: TSESTree.CallExpression | TSESTree.NewExpression
}

/** Finds the calls and constructions that open something of the host: `new WebSocket(url)`, `URL.createObjectURL(blob)`, `fs.watch(path)`. */
export function findOpenings(file: SourceFile): Opening[] {
  const { newsByName, callsByName } = indexSource(file)
  const found: Opening[] = []
  for (const kind of OPENED_RESOURCES) {
    for (const name of kind.classes) {
      for (const call of newsByName.get(name) ?? []) if (isOpenerClass(file, call, kind) && !isDeadCode(call)) found.push({ kind, call })
    }
    for (const name of new Set([...kind.functions].map((path) => path.split('.').at(-1) ?? path))) {
      for (const call of callsByName.get(name) ?? []) {
        if (isOpenerFunction(file, call, kind) && !isDeadCode(call)) found.push({ kind, call })
      }
    }
  }
  return found
}

/** The host's own class, also as `window.WebSocket` and `new (window.AudioContext || window.webkitAudioContext)()`, or one of the modules'. */
function isOpenerClass(file: SourceFile, { callee }: TSESTree.NewExpression, kind: OpenedResource): boolean {
  let at = unwrap(callee)
  if (at.type === 'LogicalExpression') at = unwrap(at.left)
  if (at.type === 'MemberExpression') return globalObjectOf(file, at.object) !== null
  if (at.type !== 'Identifier') return false
  if (isGlobal(file, at)) return true
  const variable = findVariable(file, at)
  const imported = variable && importOf(variable)
  return imported !== null && kind.modules.has(imported.source)
}

function isOpenerFunction(file: SourceFile, call: TSESTree.CallExpression, kind: OpenedResource): boolean {
  const path = dottedName(call.callee)
  const callee = unwrap(call.callee)
  let root = callee
  while (root.type === 'MemberExpression') root = unwrap(root.object)
  if (path === null || root.type !== 'Identifier') return false
  if (kind.modules.size === 0) return kind.functions.has(path) && isGlobal(file, root)
  const variable = findVariable(file, root)
  const imported = variable && importOf(variable)
  if (!imported || !kind.modules.has(imported.source)) return false
  // `fs.watch`, `watch` by import, `vscode.window.createOutputChannel`, `window.createOutputChannel` by import
  const steps = path.split('.').slice(1)
  return kind.functions.has((imported.name === '*' || imported.name === 'default' ? steps : [imported.name, ...steps]).join('.'))
}
