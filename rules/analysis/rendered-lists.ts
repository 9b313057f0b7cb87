import type { TSESTree } from '@typescript-eslint/utils'

import { someInside } from '../ast/descend.ts'
import { enclosingFunctions, functionName, isFunction, type FunctionNode } from '../ast/functions.ts'
import { jsxName, memberName } from '../ast/names.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { findVariable, importOf } from '../ast/variables.ts'
import { CHOICE_ELEMENTS, isOneShotName } from '../catalog/message-lists.ts'
import { isIterationCallback } from './call-graph.ts'
import { indexSource } from './source-index.ts'

/** A place that draws one element for each entry of a list. */
export interface RenderedList {
  /** What is repeated, as written in messages: `.map(…)`, `<For>`, `v-for`, `{#each}`, `repeat(…)`. */
  readonly form: string
  readonly node: TSESTree.Node
  /** The list expression. */
  readonly list: TSESTree.Node
  /** What draws one entry. */
  readonly entry: TSESTree.Node
}

/** Every list this file's scripts draw: JSX `.map`, Solid's `<For>` and `<Index>`, Lit's `repeat` and `.map` of templates. Template languages are read by the rule. */
export const findRenderedLists: (file: SourceFile) => readonly RenderedList[] = oncePerFile((file) => [...findMaps(file), ...findSolidLists(file), ...findRepeats(file)])

function findMaps(file: SourceFile): RenderedList[] {
  if (!indexSource(file).hasJsx && !file.text.includes('html`')) return []
  return (indexSource(file).callsByName.get('map') ?? []).flatMap((call) => {
    const callee = unwrap(call.callee)
    const entry = call.arguments[0]
    if (callee.type !== 'MemberExpression' || !isFunction(entry) || !returnsMarkup(file, entry)) return []
    if (!isDrawnInPlace(call)) return []
    return [{ form: '.map(…)', node: call, list: callee.object, entry }]
  })
}

function findSolidLists(file: SourceFile): RenderedList[] {
  const { jsxByName } = indexSource(file)
  return ['For', 'Index'].flatMap((tag) =>
    (jsxByName.get(tag) ?? []).flatMap((element) => {
      const each = element.openingElement.attributes.find((attribute) => attribute.type === 'JSXAttribute' && attribute.name.name === 'each')
      const value = each?.type === 'JSXAttribute' && each.value?.type === 'JSXExpressionContainer' ? each.value.expression : null
      if (!value || value.type === 'JSXEmptyExpression') return []
      return [{ form: `<${tag}>`, node: element.openingElement, list: value, entry: element }]
    }),
  )
}

function findRepeats(file: SourceFile): RenderedList[] {
  return (indexSource(file).callsByName.get('repeat') ?? []).flatMap((call) => {
    const list = call.arguments[0]
    const entry = call.arguments.at(-1)
    if (call.callee.type !== 'Identifier' || !list || !entry || list === entry) return []
    const variable = findVariable(file, call.callee)
    const source = variable ? importOf(variable)?.source : undefined
    return source !== undefined && /\blit\b|lit-html/.test(source) ? [{ form: 'repeat(…)', node: call, list, entry }] : []
  })
}

/** Does the callback give back JSX or a Lit template for every entry? */
function returnsMarkup(file: SourceFile, callback: FunctionNode): boolean {
  if (!callback.body) return false
  if (callback.body.type !== 'BlockStatement') return isMarkup(callback.body)
  return someInside(file, callback.body, (node) => node.type === 'ReturnStatement' && node.argument !== null && isMarkup(node.argument), true)
}

function isMarkup(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  switch (at.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return true
    case 'TaggedTemplateExpression':
      return at.tag.type === 'Identifier' && (at.tag.name === 'html' || at.tag.name === 'svg')
    case 'ConditionalExpression':
      return isMarkup(at.consequent) || isMarkup(at.alternate)
    case 'LogicalExpression':
      return isMarkup(at.right)
    default:
      return false
  }
}

/** Is the result drawn where it stands? A list handed to a component's prop (`<Static items={…}>`, `<Tabs items={…}>`) is that component's to draw. */
function isDrawnInPlace(call: TSESTree.Node): boolean {
  let at = wrapped(call)
  while (at.parent && (at.parent.type === 'ConditionalExpression' || at.parent.type === 'LogicalExpression' || at.parent.type === 'ArrayExpression' || at.parent.type === 'SpreadElement')) at = wrapped(at.parent)
  const parent = at.parent
  if (parent?.type === 'JSXExpressionContainer') return parent.parent.type !== 'JSXAttribute'
  return parent?.type !== 'MemberExpression' && parent?.type !== 'Property'
}

/** Is the list a choice among few, drawn in a virtualizer or an export, or part of an entry of another list? */
export function isSpecialList(file: SourceFile, rendered: RenderedList): boolean {
  return isChoice(rendered.entry) || hasSpecialAncestor(rendered.node) || isPartOfEntry(file, rendered.list) || enclosingFunctions(rendered.node).some((fn) => isOneShotName(functionName(fn) ?? ''))
}

function isChoice(entry: TSESTree.Node): boolean {
  const element = firstElement(entry)
  const name = element && jsxName(element.openingElement.name)
  return name !== null && CHOICE_ELEMENTS.has(name)
}

function firstElement(entry: TSESTree.Node): TSESTree.JSXElement | null {
  const at = unwrap(entry)
  if (at.type === 'JSXElement') return at
  if (isFunction(at) && at.body && at.body.type !== 'BlockStatement') return firstElement(at.body)
  return null
}

/** Elements that draw a part of what they hold, or hold few. */
export const SPECIAL_ELEMENT = /Virtual|Virtuoso|Windowed|FlatList|FlashList|^Static$|Pagina|Infinite|Select|Dropdown|Menu|Tabs|Toast|Carousel/

function hasSpecialAncestor(node: TSESTree.Node): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'JSXElement' && SPECIAL_ELEMENT.test(jsxName(at.openingElement.name) ?? '')) return true
  }
  return false
}

/** `group.messages` inside `groups.map((group) => …)`: a list of lists, whose outer one is the one to cut. */
function isPartOfEntry(file: SourceFile, list: TSESTree.Node): boolean {
  const root = rootOf(list)
  if (root.type !== 'Identifier') return false
  const definition = findVariable(file, root)?.defs[0]
  if (!definition || definition.type !== 'Parameter') return false
  const fn = definition.node
  return isFunction(fn) && (isIterationCallback(fn) || isSolidCallback(fn))
}

function isSolidCallback(fn: FunctionNode): boolean {
  const element = fn.parent.type === 'JSXExpressionContainer' ? fn.parent.parent : null
  return element?.type === 'JSXElement'
}

/** The leftmost expression: `group` of `group.messages.filter(Boolean)`. */
export function rootOf(node: TSESTree.Node): TSESTree.Node {
  let at = unwrap(node)
  for (;;) {
    if (at.type === 'MemberExpression') at = unwrap(at.object)
    else if (at.type === 'CallExpression') {
      const callee = unwrap(at.callee)
      const first = at.arguments[0]
      if (callee.type === 'MemberExpression' && !(callee.object.type === 'Identifier' && (memberName(callee) === 'values' || memberName(callee) === 'from') && first)) at = callee
      else if (first) at = unwrap(first)
      else at = callee
    } else if (at.type === 'LogicalExpression') at = unwrap(at.left)
    else return at
  }
}
