import type { TSESTree } from '@typescript-eslint/utils'

import { findComponent } from '../../analysis/components.ts'
import { decoratorsOf } from '../../ast/functions.ts'
import { calleeName, keyName } from '../../ast/names.ts'
import { wrapped } from '../../ast/unwrap.ts'
import { CONTAINER_DECORATORS, CONTAINER_MAKERS, KEEPING_REGISTRATIONS } from '../../catalog/containers.ts'
import type { Caller, ClassRef, Place } from '../../program/view.ts'
import { likely, livesFor, UNKNOWN_LIFE, type LifeFact } from './outcome.ts'
import type { Walk } from './walk.ts'

/** How long a framework keeps the instances of a class, by its base class or decorators; null when neither says anything. */
export function lifeInFramework(ref: ClassRef): LifeFact | null {
  const { home, node } = ref
  if (findComponent(home.file, node.body)) return livesFor('call', 'proven', ref, 'is a component, which comes and goes')
  for (const decorator of decoratorsOf(node)) {
    const { expression } = decorator
    const name = expression.type === 'CallExpression' ? calleeName(expression) : expression.type === 'Identifier' ? expression.name : null
    if (name === null || !CONTAINER_DECORATORS.has(name)) continue
    const text = home.file.text.slice(...decorator.range)
    const at: Place = { home, node: decorator }
    if (/providedIn:\s*['"](?:root|platform)['"]/.test(text)) return livesFor('process', 'proven', at, 'is provided once, for the whole application')
    if (/\bscope\b|\bTRANSIENT\b|\bREQUEST\b/i.test(text)) return livesFor('call', 'likely', at, 'is provided anew for each who asks')
    return livesFor('process', 'likely', at, `is made once by the framework (\`@${name}\`)`)
  }
  return null
}

/** How long instances live of a class that is handed over as a value: to a container, a framework, a factory. */
export function lifeInContainer(walk: Walk, site: Caller): LifeFact | null {
  const at = wrapped(site.node)
  const { parent } = at
  if (parent?.type === 'JSXOpeningElement' || parent?.type === 'JSXExpressionContainer') return livesFor('call', 'proven', site, 'is shown as a component')
  const holder = parent?.type === 'ArrayExpression' || parent?.type === 'ObjectExpression' ? wrapped(parent).parent : parent
  if (holder?.type === 'Property') return lifeAsProvided(site, holder)
  if (parent?.type !== 'CallExpression' || parent.callee === at) return UNKNOWN_LIFE
  const name = calleeName(parent)
  if (name === null) return UNKNOWN_LIFE
  if (KEEPING_REGISTRATIONS.has(name)) return livesFor('process', 'proven', site, 'is registered as one for the whole program')
  if (name === 'define' && calleeOwner(parent) === 'customElements') return livesFor('call', 'proven', site, 'is shown as an element')
  if (!CONTAINER_MAKERS.has(name)) return UNKNOWN_LIFE
  const made = walk.heldFor(walk, { home: site.home, node: parent })
  return made && likely(made)
}

function lifeAsProvided(site: Caller, holder: TSESTree.Property): LifeFact {
  const name = keyName(holder)
  if (name !== 'providers' && name !== 'useClass' && name !== 'controllers' && name !== 'gateways') return UNKNOWN_LIFE
  // A component's own providers live as long as it does.
  const isOfComponent = /@Component\(/.test(site.home.file.text)
  return isOfComponent ? livesFor('call', 'likely', site, 'is provided by a component') : livesFor('process', 'likely', site, 'is made once by the module that provides it')
}

function calleeOwner(call: TSESTree.CallExpression): string | null {
  return call.callee.type === 'MemberExpression' && call.callee.object.type === 'Identifier' ? call.callee.object.name : null
}
