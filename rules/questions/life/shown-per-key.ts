import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../../ast/functions.ts'
import { calleeName } from '../../ast/names.ts'
import { wrapped } from '../../ast/unwrap.ts'
import type { Variable } from '../../ast/variables.ts'
import type { Place, ProgramView } from '../../program/view.ts'
import { componentAround } from './mounted-once.ts'

const MAX_PARENTS = 6

/**
 * Is the component or hook around a place another one for each key: does every element that shows it, or one around that, carry a `key` which is
 * computed (`<Chat key={session.id} />`), up to six components up? Its state then ends when the key changes. No where a way to it is not seen.
 */
export function isShownPerKey(view: ProgramView, place: Place): boolean {
  return isKeyed(view, place, new Set(), MAX_PARENTS)
}

function isKeyed(view: ProgramView, place: Place, open: Set<TSESTree.Node | Variable>, depth: number): boolean {
  const component = componentAround(place)
  const known = component?.kind === 'variable' ? component.variable : component?.node
  if (component === null || known === undefined || depth === 0 || open.has(known)) return false
  open.add(known)
  const shown = view.usesOf(component).sites.filter((site) => site.home.kind === 'production' && isShowing(site.node))
  return shown.length > 0 && shown.every((site) => isBelowKey(site.node) || isKeyed(view, site, open, depth - 1))
}

/** `<Chat />`, `useChat()` */
function isShowing(node: TSESTree.Node): boolean {
  const { parent } = wrapped(node)
  if (parent?.type === 'JSXOpeningElement') return true
  return parent?.type === 'CallExpression' && parent.callee === node && /^use[A-Z]/.test(calleeName(parent) ?? '')
}

/** Does the element, or one around it within its component, have a key that is no constant? */
function isBelowKey(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at && !isFunction(at); at = at.parent) {
    if (at.type === 'JSXElement' && at.openingElement.attributes.some(isComputedKey)) return true
  }
  return false
}

function isComputedKey(attribute: TSESTree.JSXAttribute | TSESTree.JSXSpreadAttribute): boolean {
  if (attribute.type !== 'JSXAttribute' || attribute.name.name !== 'key') return false
  return attribute.value?.type === 'JSXExpressionContainer' && attribute.value.expression.type !== 'Literal'
}
