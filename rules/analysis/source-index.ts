import type { TSESTree } from '@typescript-eslint/utils'

import { childAt, isNode, setParent } from '../ast/descend.ts'
import type { ClassNode, FunctionNode } from '../ast/functions.ts'
import { calleeName, dottedName, jsxName, memberName } from '../ast/names.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'

/** What one walk over a file collects, in source order, so that no rule has to walk it again. */
export interface SourceIndex {
  readonly functions: readonly FunctionNode[]
  readonly classes: readonly ClassNode[]
  readonly calls: readonly TSESTree.CallExpression[]
  /** Calls by the last name of their callee: `a.b.set()` is under `set`. */
  readonly callsByName: ReadonlyMap<string, readonly TSESTree.CallExpression[]>
  /** `new X()` by the last name of X. */
  readonly newsByName: ReadonlyMap<string, readonly TSESTree.NewExpression[]>
  /** Member expressions by property name: `this.cache` and `self.cache` are under `cache`, `this.#x` under `#x`. */
  readonly membersByName: ReadonlyMap<string, readonly TSESTree.MemberExpression[]>
  /** Object patterns, where a member can be taken without a member expression: `const { cache } = this`. */
  readonly objectPatterns: readonly TSESTree.ObjectPattern[]
  readonly properties: ReadonlyMap<string, readonly TSESTree.Property[]>
  /** `a.b[c] = d`, `x ??= y` */
  readonly assignments: readonly TSESTree.AssignmentExpression[]
  /** `delete a.b[c]` */
  readonly deletions: readonly TSESTree.UnaryExpression[]
  /** JSX elements by tag name: `<For each={…}>` is under `For`, `<Motion.List>` under `Motion.List`. */
  readonly jsxByName: ReadonlyMap<string, readonly TSESTree.JSXElement[]>
  readonly returns: readonly TSESTree.ReturnStatement[]
  /** `import('./a')` */
  readonly dynamicImports: readonly TSESTree.ImportExpression[]
  /** Strings that something is compared with: `type === 'close'`, `case 'close':` */
  readonly comparedStrings: readonly TSESTree.StringLiteral[]
  readonly hasJsx: boolean
}

/** The index of a file; one walk, shared by every rule. Also sets `parent` where the host has not (files read by `project/`). */
export const indexSource: (file: SourceFile) => SourceIndex = oncePerFile((file) => {
  const functions: FunctionNode[] = []
  const classes: ClassNode[] = []
  const calls: TSESTree.CallExpression[] = []
  const callsByName = new Map<string, TSESTree.CallExpression[]>()
  const newsByName = new Map<string, TSESTree.NewExpression[]>()
  const membersByName = new Map<string, TSESTree.MemberExpression[]>()
  const properties = new Map<string, TSESTree.Property[]>()
  const objectPatterns: TSESTree.ObjectPattern[] = []
  const assignments: TSESTree.AssignmentExpression[] = []
  const deletions: TSESTree.UnaryExpression[] = []
  const jsxByName = new Map<string, TSESTree.JSXElement[]>()
  const returns: TSESTree.ReturnStatement[] = []
  const dynamicImports: TSESTree.ImportExpression[] = []
  const comparedStrings: TSESTree.StringLiteral[] = []
  let hasJsx = false

  const enter = (node: TSESTree.Node): void => {
    switch (node.type) {
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        functions.push(node)
        break
      case 'ClassDeclaration':
      case 'ClassExpression':
        classes.push(node)
        break
      case 'CallExpression':
        calls.push(node)
        append(callsByName, calleeName(node), node)
        break
      case 'NewExpression':
        append(newsByName, calleeName(node) ?? firstChoice(node), node)
        break
      case 'MemberExpression':
        append(membersByName, memberName(node), node)
        break
      case 'Property':
        if (!node.computed && node.parent.type === 'ObjectExpression') {
          append(properties, node.key.type === 'Identifier' ? node.key.name : node.key.type === 'Literal' ? String(node.key.value) : null, node)
        }
        break
      case 'ObjectPattern':
        objectPatterns.push(node)
        break
      case 'AssignmentExpression':
        assignments.push(node)
        break
      case 'UnaryExpression':
        if (node.operator === 'delete') deletions.push(node)
        break
      case 'BinaryExpression':
        if (isString(node.left)) comparedStrings.push(node.left)
        if (isString(node.right)) comparedStrings.push(node.right)
        break
      case 'SwitchCase':
        if (node.test && isString(node.test)) comparedStrings.push(node.test)
        break
      case 'ReturnStatement':
        returns.push(node)
        break
      case 'ImportExpression':
        dynamicImports.push(node)
        break
      case 'JSXElement':
        append(jsxByName, jsxName(node.openingElement.name), node)
        hasJsx = true
        break
      case 'JSXFragment':
        hasJsx = true
        break
      default:
    }
  }
  walk(file, enter)
  return { functions, classes, calls, callsByName, newsByName, membersByName, objectPatterns, properties, assignments, deletions, returns, dynamicImports, comparedStrings, jsxByName, hasJsx }
})

function isString(node: TSESTree.Node): node is TSESTree.StringLiteral {
  return node.type === 'Literal' && typeof node.value === 'string'
}

function append<T>(lists: Map<string, T[]>, name: string | null, item: T): void {
  if (name === null) return
  const list = lists.get(name)
  if (list) list.push(item)
  else lists.set(name, [item])
}

/** Keys under which only types stand: nothing that is indexed can be found there. */
const TYPE_KEYS = new Set(['typeAnnotation', 'returnType', 'typeParameters', 'typeArguments', 'superTypeArguments', 'implements'])
const TYPE_DECLARATIONS = new Set(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration'])

const valueKeysByHost = new WeakMap<SourceFile['visitorKeys'], Map<string, readonly string[]>>()

/** The keys of a node type under which values stand; filtered once per parser and node type. */
function valueKeysOf({ visitorKeys }: SourceFile): (type: string) => readonly string[] {
  const known = valueKeysByHost.get(visitorKeys) ?? new Map<string, readonly string[]>()
  valueKeysByHost.set(visitorKeys, known)
  return (type) => {
    const before = known.get(type)
    if (before) return before
    const names = TYPE_DECLARATIONS.has(type) ? [] : (visitorKeys[type] ?? []).filter((name) => !TYPE_KEYS.has(name))
    known.set(type, names)
    return names
  }
}

function walk(file: SourceFile, enter: (node: TSESTree.Node) => void): void {
  // A file that no host has walked needs the parents of its types too.
  const hasParents = file.ast.body[0]?.parent !== undefined
  const keysOf = hasParents ? valueKeysOf(file) : (type: string): readonly string[] => file.visitorKeys[type] ?? []
  const visit = (node: TSESTree.Node, parent: TSESTree.Node | null): void => {
    if (!hasParents) {
      if (parent && !node.parent) setParent(node, parent)
    } else if (isLeaf(node)) return
    enter(node)
    for (const name of keysOf(node.type)) {
      const child = childAt(node, name)
      if (Array.isArray(child)) {
        for (const item of child) if (isNode(item)) visit(item, node)
      } else if (isNode(child)) {
        visit(child, node)
      }
    }
  }
  visit(file.ast, null)
}

/** Half of all nodes are names and literals, of which nothing is indexed. */
function isLeaf(node: TSESTree.Node): boolean {
  return node.type === 'Literal' || (node.type === 'Identifier' && !hasDecorators(node))
}

/** Parsers without TypeScript have no such list. */
function hasDecorators(node: Partial<Pick<TSESTree.Identifier, 'decorators'>>): boolean {
  return node.decorators !== undefined && node.decorators.length > 0
}

/** `new (window.AudioContext || window.webkitAudioContext)()` */
function firstChoice({ callee }: TSESTree.NewExpression): string | null {
  const name = callee.type === 'LogicalExpression' ? dottedName(callee.left) : null
  return name?.split('.').at(-1) ?? null
}
