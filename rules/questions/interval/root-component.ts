import type { TSESTree } from '@typescript-eslint/utils'

import { variableOfFunction } from '../../analysis/call-graph.ts'
import { decoratorsOf, enclosingClass, enclosingFunctions, isClass } from '../../ast/functions.ts'
import { calleeName, keyName, staticString } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { wrapped } from '../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'
import { ROOT_RENDERERS } from '../../catalog/lifecycles.ts'
import type { ProgramView } from '../../program/view.ts'

/** Does the code at `node` belong to the one component that the whole page is, shown when it loads: `bootstrap: [App]`, `createApp(App)`, `root.render(<App/>)`, `app-root`? */
export function isRootComponent(file: SourceFile, view: ProgramView, node: TSESTree.Node): boolean {
  const owner = enclosingClass(node)
  if (owner && decoratorsOf(owner).some(isForRoot)) return true
  const variable = componentAround(file, node)
  if (!variable) return false
  return view.usesOf({ kind: 'variable', home: view.homeOf(file), variable }).sites.some((site) => isShownAsRoot(site.node))
}

/** `@Component({ selector: 'app-root' })`: the element that a page has once, as the frameworks' own starters have it. */
function isForRoot({ expression }: TSESTree.Decorator): boolean {
  const given = expression.type === 'CallExpression' ? expression.arguments[0] : undefined
  return given?.type === 'ObjectExpression' && given.properties.some((property) => keyOfProperty(property) === 'selector' && property.type === 'Property' && staticString(property.value) === 'app-root')
}

function componentAround(file: SourceFile, node: TSESTree.Node): Variable | null {
  const owner = enclosingClass(node)
  if (owner && isClass(owner)) return owner.id ? (file.scopeManager?.getDeclaredVariables(owner)[0] ?? findVariable(file, owner.id)) : null
  const outermost = enclosingFunctions(node).at(-1)
  return outermost ? variableOfFunction(file, outermost) : null
}

function isShownAsRoot(use: TSESTree.Node): boolean {
  const at = wrapped(use)
  const { parent } = at
  if (parent?.type === 'ArrayExpression') return wrapped(parent).parent?.type === 'Property' && keyOfProperty(wrapped(parent).parent) === 'bootstrap'
  let value: TSESTree.Node = at
  while (value.parent?.type.startsWith('JSX') === true) value = value.parent
  const call = wrapped(value).parent
  return call?.type === 'CallExpression' && call.callee !== value && ROOT_RENDERERS.has(calleeName(call) ?? '')
}

function keyOfProperty(node: TSESTree.Node | undefined): string | null {
  return node?.type === 'Property' ? keyName(node) : null
}
