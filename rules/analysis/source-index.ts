import type { TSESTree } from '@typescript-eslint/utils'

import { childAt, isNode } from '../ast/descend.ts'
import type { ClassNode, FunctionNode } from '../ast/functions.ts'
import { calleeName, jsxName, memberName } from '../ast/names.ts'
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
        append(newsByName, calleeName(node), node)
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
      case 'ReturnStatement':
        returns.push(node)
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
  return { functions, classes, calls, callsByName, newsByName, membersByName, objectPatterns, properties, assignments, deletions, returns, jsxByName, hasJsx }
})

function append<T>(lists: Map<string, T[]>, name: string | null, item: T): void {
  if (name === null) return
  const list = lists.get(name)
  if (list) list.push(item)
  else lists.set(name, [item])
}

function walk(file: SourceFile, enter: (node: TSESTree.Node) => void): void {
  const keys = file.visitorKeys
  const visit = (node: TSESTree.Node, parent: TSESTree.Node | null): void => {
    if (parent && !node.parent) Object.defineProperty(node, 'parent', { value: parent, writable: true, configurable: true, enumerable: false })
    enter(node)
    const names = keys[node.type]
    if (!names) return
    for (const name of names) {
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
