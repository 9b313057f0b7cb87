import type { TSESTree } from '@typescript-eslint/utils'

import { variableOfFunction } from '../../analysis/call-graph.ts'
import { conditionsOn } from '../../analysis/control/conditions.ts'
import { decoratorsOf, enclosingClass, enclosingFunctions, isClass, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, keyName, staticString } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'
import { ROOT_FILE, ROOT_RENDERERS, ROOT_ROUTES } from '../../catalog/lifecycles.ts'
import { filesMentioning } from '../../program/mentions.ts'
import type { Place, ProgramView } from '../../program/view.ts'

/** A component that one shows that one shows … that the page shows: so many are followed. */
const MAX_SHOWN = 4

/**
 * Does the code at `node` belong to a component that lives as long as the page: the one that is shown when it loads (`bootstrap: [App]`, `createApp(App)`,
 * `root.render(<App/>)`, `app-root`, a root route), or one that only such a component shows, always? Follows four components, then gives up.
 */
export function isRootComponent(file: SourceFile, view: ProgramView, node: TSESTree.Node): boolean {
  const owner = enclosingClass(node)
  if (owner && decoratorsOf(owner).some(isForRoot)) return true
  return isRootAround(view, { home: view.homeOf(file), node }, MAX_SHOWN)
}

/** Is the file's own component, of Vue or Svelte, the one that the page shows when it loads? */
export function isRootFile(view: ProgramView): boolean {
  const { path } = view.root
  const name = path?.split(/[\\/]/).at(-1)
  if (path === null || name === undefined) return false
  if (ROOT_FILE.test(path)) return true
  return filesMentioning(view, name.replace(/\.\w+$/, '')).some((home) =>
    home.file.ast.body.some((statement) => {
      if (statement.type !== 'ImportDeclaration' || !statement.source.value.endsWith(name) || view.pathOfImport(home.path, statement.source.value) !== path) return false
      const local = statement.specifiers.find(({ type }) => type === 'ImportDefaultSpecifier')?.local
      return local !== undefined && (findVariable(home.file, local)?.references.some(({ identifier }) => isShownAsRoot(identifier)) ?? false)
    }),
  )
}

function isRootAround(view: ProgramView, { home, node }: Place, depth: number): boolean {
  const fn = enclosingFunctions(node).at(-1)
  if (fn && (isOfRootRoute(wrapped(fn)) || (ROOT_FILE.test(home.path ?? '') && wrapped(fn).parent?.type === 'ExportDefaultDeclaration'))) return true
  const variable = componentAround(home.file, node)
  if (!variable) return false
  const { sites, isComplete } = view.usesOf({ kind: 'variable', home, variable })
  const own = sites.filter((site) => site.home.kind === 'production' && !isNaming(site.node))
  if (own.some((site) => isShownAsRoot(site.node))) return true
  return depth > 0 && isComplete && own.length > 0 && own.every((site) => isAlwaysShown(view, site, depth - 1))
}

/** `</App>`, `import { App }`, `export { App }` */
function isNaming({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'JSXClosingElement' || parent?.type.startsWith('Import') === true || parent?.type.startsWith('Export') === true
}

/** Is the place an element that a root component shows whenever it is shown itself, and never as another one? */
function isAlwaysShown(view: ProgramView, site: Place, depth: number): boolean {
  const { parent } = site.node
  if (parent?.type !== 'JSXOpeningElement' || parent.attributes.some((one) => one.type === 'JSXAttribute' && one.name.name === 'key')) return false
  const functions = enclosingFunctions(site.node)
  const [fn] = functions
  return fn !== undefined && functions.length === 1 && isAlwaysReached(site.node, fn) && isRootAround(view, site, depth)
}

function isAlwaysReached(node: TSESTree.Node, fn: FunctionNode): boolean {
  return conditionsOn(node, fn).length === 0
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
  if (isOfRootRoute(at) || isConstructedForPage(at)) return true
  let value: TSESTree.Node = at
  while (value.parent?.type.startsWith('JSX') === true) value = value.parent
  const call = wrapped(value).parent
  return call?.type === 'CallExpression' && call.callee !== value && ROOT_RENDERERS.has(calleeName(call) ?? '')
}

/** `createRootRoute({ component: App })`, `createRootRouteWithContext<Context>()({ component: App })` */
function isOfRootRoute({ parent }: TSESTree.Node): boolean {
  if (keyOfProperty(parent) !== 'component') return false
  const call = parent?.parent?.parent
  if (call?.type !== 'CallExpression') return false
  const made = unwrap(call.callee)
  return ROOT_ROUTES.has(calleeName(made.type === 'CallExpression' ? made : call) ?? '')
}

/** `new App({ target: document.body })` of Svelte */
function isConstructedForPage(at: TSESTree.Node): boolean {
  const { parent } = at
  const given = parent?.type === 'NewExpression' && parent.callee === at ? parent.arguments[0] : undefined
  return given?.type === 'ObjectExpression' && given.properties.some((property) => keyOfProperty(property) === 'target')
}

function keyOfProperty(node: TSESTree.Node | undefined): string | null {
  return node?.type === 'Property' ? keyName(node) : null
}
