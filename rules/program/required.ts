import type { TSESTree } from '@typescript-eslint/utils'

import { keyName, memberName, staticString } from '../ast/names.ts'
import { unwrap } from '../ast/unwrap.ts'
import type { ImportedName, Variable } from '../ast/variables.ts'

/** What a CommonJS `require` binds a variable to: `const a = require('./a')`, `const { b } = require('./a')`, `const b = require('./a').b`; also `await import()`. */
export function requiredBy(variable: Variable): ImportedName | null {
  const [definition] = variable.defs
  if (variable.defs.length !== 1 || definition?.type !== 'Variable' || definition.node.type !== 'VariableDeclarator') return null
  const { id, init } = definition.node
  if (!init) return null
  const at = unwrap(init)
  const member = at.type === 'MemberExpression' ? at : null
  const source = requiredSource(member ? unwrap(member.object) : at)
  if (source === null) return null
  if (member) {
    const name = memberName(member)
    return name !== null && id.type === 'Identifier' ? { source, name } : null
  }
  if (id.type === 'Identifier') return { source, name: '*' }
  if (id.type !== 'ObjectPattern') return null
  for (const property of id.properties) {
    if (property.type !== 'Property') continue
    const value = property.value.type === 'AssignmentPattern' ? property.value.left : property.value
    const name = keyName(property)
    if (value.type === 'Identifier' && value.name === variable.name && name !== null) return { source, name }
  }
  return null
}

/** The file that a call of `require`, or a dynamic import, awaited or not, names; null for anything else. */
export function requiredSource(node: TSESTree.Node): string | null {
  const at = node.type === 'AwaitExpression' ? unwrap(node.argument) : node
  if (at.type === 'ImportExpression') return staticString(at.source)
  if (at.type !== 'CallExpression' || at.callee.type !== 'Identifier' || at.callee.name !== 'require') return null
  return staticString(at.arguments[0])
}
