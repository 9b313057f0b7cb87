import type { TSESTree } from '@typescript-eslint/utils'

import { isIterationCallback, variableOfFunction } from '../../analysis/call-graph.ts'
import { decoratorsOf, enclosingClass, enclosingFunctions, functionName, isClass, isFunction, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, keyName, staticString } from '../../ast/names.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'
import { ROOT_FILE, ROOT_RENDERERS, ROOT_ROUTES } from '../../catalog/lifecycles.ts'
import { filesMentioning } from '../../program/mentions.ts'
import type { BindingRef, Place, ProgramFile, ProgramView } from '../../program/view.ts'

const MAX_PARENTS = 6

/**
 * Does a page show the component or hook around a place once, for as long as it is open: as its root (`createApp(App)`, `root.render(<App/>)`), or as a part of it that
 * no condition, list, route or early return guards, up to six components up? What it leaves behind goes with the page. No where that is not seen.
 */
export function isMountedOnce(view: ProgramView, place: Place): boolean {
  const owner = enclosingClass(place.node)
  if (owner && decoratorsOf(owner).some(isForRoot)) return true
  // Shown by its heirs, and how often they are is theirs to say.
  if (owner && isClass(owner) && owner.abstract) return view.subclassesOf({ home: place.home, node: owner }).classes.every((heir) => isMountedOnce(view, { home: heir.home, node: heir.node.body }))
  const outermost = enclosingFunctions(place.node).at(-1)
  if (outermost && isRootFunction(place.home, outermost)) return true
  const component = componentAround(place)
  return component !== null && isShownOnce(view, component, new Set(), MAX_PARENTS)
}

/** `@Component({ selector: 'app-root' })`: the element that a page has once, as the frameworks' own starters have it. */
function isForRoot({ expression }: TSESTree.Decorator): boolean {
  const given = expression.type === 'CallExpression' ? expression.arguments[0] : undefined
  return given?.type === 'ObjectExpression' && given.properties.some((property) => property.type === 'Property' && keyName(property) === 'selector' && staticString(property.value) === 'app-root')
}

/** Is it the component of the root route, or what a file of a framework exports for the whole page? */
function isRootFunction({ path }: ProgramFile, fn: FunctionNode): boolean {
  const at = wrapped(fn)
  return isOfRootRoute(at) || (at.parent?.type === 'ExportDefaultDeclaration' && ROOT_FILE.test(path ?? ''))
}

/** `createRootRoute({ component: App })`, `createRootRouteWithContext<Context>()({ component: App })` */
function isOfRootRoute({ parent }: TSESTree.Node): boolean {
  if (parent?.type !== 'Property' || keyName(parent) !== 'component') return false
  const call = parent.parent.parent
  if (call?.type !== 'CallExpression') return false
  const made = unwrap(call.callee)
  return ROOT_ROUTES.has(calleeName(made.type === 'CallExpression' ? made : call) ?? '')
}

/** A component or hook, by what it is known by: a variable, or what its file exports without one. */
export type Component = Extract<BindingRef, { kind: 'variable' | 'export' }>

/** The component or hook around a place: its class, else its outermost function, within what it is given to: `export default observer(function Page() {})`. */
export function componentAround({ home, node }: Place): Component | null {
  const { file } = home
  const owner = enclosingClass(node)
  const outermost = owner && isClass(owner) ? owner : enclosingFunctions(node).at(-1)
  if (!outermost) return null
  const variable = isFunction(outermost) ? variableOfFunction(file, outermost) : outermost.id ? (file.scopeManager?.getDeclaredVariables(outermost)[0] ?? findVariable(file, outermost.id)) : null
  if (variable) return { kind: 'variable', home, variable }
  const at = wrapped(outermost)
  return at.parent?.type === 'CallExpression' && at.parent.arguments[0] === at ? componentMadeBy(home, at.parent) : exportedAt(home, at)
}

/** The component that a call makes of another, by its variable, the function that returns it, or the file that exports it. */
function componentMadeBy(home: ProgramFile, call: TSESTree.Node): Component | null {
  const at = wrapped(call)
  const { parent } = at
  const maker = parent?.type === 'ReturnStatement' ? enclosingFunctions(parent)[0] : undefined
  const variable = maker ? variableOfFunction(home.file, maker) : parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? findVariable(home.file, parent.id) : null
  return variable ? { kind: 'variable', home, variable } : exportedAt(home, at)
}

function exportedAt(home: ProgramFile, node: TSESTree.Node): Component | null {
  return node.parent?.type === 'ExportDefaultDeclaration' ? { kind: 'export', home, node: node.parent.declaration } : null
}

/** Is the linted file's own component, of Vue or Svelte, the one that the page shows when it loads: by its place, or since another file mounts it? */
export function isRootFile(view: ProgramView): boolean {
  const { path } = view.root
  const name = path?.split(/[\\/]/).at(-1)
  if (path === null || name === undefined) return false
  if (ROOT_FILE.test(path)) return true
  return filesMentioning(view, name.replace(/\.\w+$/, '')).some((home) =>
    home.file.ast.body.some((statement) => {
      if (statement.type !== 'ImportDeclaration' || !statement.source.value.endsWith(name) || view.pathOfImport(home.path, statement.source.value) !== path) return false
      const local = statement.specifiers.find(({ type }) => type === 'ImportDefaultSpecifier')?.local
      const uses = local === undefined ? [] : (findVariable(home.file, local)?.references ?? [])
      return uses.some(({ identifier }) => classifyShowing({ home, node: identifier }).by === 'root')
    }),
  )
}

/** How a use of a component shows it: as the page's root, within another component, under a second name, where something decides whether it is there; `no` in a way that is not seen. */
export type Showing = { readonly by: 'root' | 'none' | 'choice' | 'no' } | { readonly by: 'name' | 'part'; readonly component: Component }

function isShownOnce(view: ProgramView, component: Component, open: Set<Variable | TSESTree.Node>, depth: number): boolean {
  const known = component.kind === 'variable' ? component.variable : component.node
  if (depth === 0 || open.has(known)) return false
  open.add(known)
  let isShown = false
  for (const site of view.usesOf(component).sites) {
    if (site.home.kind !== 'production') continue
    const showing = classifyShowing(site)
    switch (showing.by) {
      case 'none':
        break
      case 'choice':
      case 'no':
        return false
      case 'root':
        isShown = true
        break
      case 'name':
      case 'part':
        if (!isShownOnce(view, showing.component, open, depth - 1)) return false
        isShown = true
        break
      default:
        return showing satisfies never
    }
  }
  return isShown
}

/** How the place that names a component shows it. */
export function classifyShowing(site: Place): Showing {
  const at = wrapped(site.node)
  const { parent } = at
  switch (parent?.type) {
    case 'JSXOpeningElement':
      return hasKey(parent) ? { by: 'choice' } : classifyShown(site, parent.parent)
    case 'Property':
      return { by: isOfRootRoute(at) ? 'root' : isOfRoute(parent) ? 'choice' : 'no' }
    case 'NewExpression':
      return { by: isConstructedForPage(parent) ? 'root' : 'no' }
    case 'JSXClosingElement':
    case 'ExportSpecifier':
    case 'ExportDefaultDeclaration':
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'TSTypeQuery':
    case 'TSTypeReference':
      return { by: 'none' }
    case 'ClassDeclaration':
      return { by: parent.id === at ? 'none' : 'no' }
    case 'FunctionDeclaration':
      return { by: 'none' }
    case 'VariableDeclarator':
      return parent.id === at ? { by: 'none' } : { by: 'no' }
    case 'ArrayExpression':
      return { by: isListOfRoots(parent) ? 'root' : 'no' }
    case 'CallExpression':
      return classifyCall(site, at, parent)
    // `App.displayName = 'App'`, `Page.getLayout`
    case 'MemberExpression':
      return { by: parent.parent.type === 'AssignmentExpression' && parent.parent.left === parent ? 'none' : 'no' }
    default:
      return { by: 'no' }
  }
}

/** `{ path: '/settings', component: Settings }` */
function isOfRoute({ parent }: TSESTree.Property): boolean {
  return parent.type === 'ObjectExpression' && parent.properties.some((one) => one.type === 'Property' && keyName(one) === 'path')
}

/** `<Chat key={id} />` is another one for each key. */
function hasKey({ attributes }: TSESTree.JSXOpeningElement): boolean {
  return attributes.some((one) => one.type === 'JSXAttribute' && one.name.name === 'key')
}

/** `new App({ target: document.body })` of Svelte */
function isConstructedForPage({ arguments: [given] }: TSESTree.NewExpression): boolean {
  return given?.type === 'ObjectExpression' && given.properties.some((property) => property.type === 'Property' && keyName(property) === 'target')
}

/** `@NgModule({ bootstrap: [App] })` */
function isListOfRoots(list: TSESTree.Node): boolean {
  const property = wrapped(list).parent
  return property?.type === 'Property' && keyName(property) === 'bootstrap'
}

/** `createApp(App)`, `useTheme()` in a component's own body, `const Wide = connect(read)(App)`, and a function that returns such a one. */
function classifyCall(site: Place, at: TSESTree.Node, call: TSESTree.CallExpression): Showing {
  const name = calleeName(call)
  if (call.callee === at) return name !== null && /^use[A-Z]/.test(name) ? classifyShown(site, call) : classifyNamed(site, call)
  if (name !== null && ROOT_RENDERERS.has(name)) return { by: 'root' }
  return name === 'lazy' || call.arguments[0] !== at ? { by: 'no' } : classifyNamed(site, call)
}

function classifyNamed({ home }: Place, call: TSESTree.CallExpression): Showing {
  const component = componentMadeBy(home, call)
  return component ? { by: 'name', component } : { by: 'no' }
}

/** Climbs from what shows it to the call that renders the page, or to the component around. */
function classifyShown(site: Place, shown: TSESTree.Node): Showing {
  for (let at = shown; at.parent; at = at.parent) {
    const { parent } = at
    if (shown.type.startsWith('JSX') && isChoice(parent, at)) return { by: 'choice' }
    if (parent.type === 'CallExpression' && parent.callee !== at) return { by: ROOT_RENDERERS.has(calleeName(parent) ?? '') ? 'root' : 'no' }
    if (!isFunction(parent)) continue
    // A list, or a function that an element calls when it likes to: `render={() => <Page />}`.
    if (isIterationCallback(parent) || wrapped(parent).parent?.type === 'JSXExpressionContainer') return { by: 'choice' }
    if (leavesEarly(parent, shown)) return { by: 'no' }
    if (isRootFunction(site.home, parent)) return { by: 'root' }
    const component = componentAround({ home: site.home, node: at })
    const isRender = enclosingClass(at) !== null && functionName(parent) === 'render'
    const isBody = enclosingFunctions(at).length === 1 && /^(?:use)?[A-Z]/.test(functionName(parent) ?? '')
    return component && (isRender || isBody) ? { by: 'part', component } : { by: 'no' }
  }
  return { by: 'no' }
}

/** May what stands here come and go: a branch, a list, a property that the component decides about, an element that shows its children at times? */
function isChoice(parent: TSESTree.Node, at: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'IfStatement':
    case 'SwitchCase':
    case 'ForOfStatement':
    case 'JSXAttribute':
    case 'Property':
    case 'ArrayExpression':
      return true
    case 'JSXElement':
      return at !== parent.openingElement && parent.openingElement.name.type === 'JSXIdentifier' && MAY_HIDE.test(parent.openingElement.name.name)
    default:
      return false
  }
}

/** Elements that choose which of their children to show, or when. */
const MAY_HIDE = /^(?:Route|Routes|Switch|Show|Match|For|Index|Suspense|Dynamic|Transition|AnimatePresence)$|(?:Modal|Dialog|Drawer|Popover|Tab|Tabs|Collapse|Gate|Guard)$/

/** Does a return with something else to show stand before? */
function leavesEarly(fn: FunctionNode, shown: TSESTree.Node): boolean {
  if (fn.body.type !== 'BlockStatement') return false
  return fn.body.body.some((statement) => statement.range[1] <= shown.range[0] && statement.type === 'IfStatement' && returnsElement(statement.consequent))
}

function returnsElement(statement: TSESTree.Node): boolean {
  if (statement.type === 'BlockStatement') return statement.body.some(returnsElement)
  if (statement.type !== 'ReturnStatement' || !statement.argument) return false
  return unwrap(statement.argument).type !== 'Literal'
}
