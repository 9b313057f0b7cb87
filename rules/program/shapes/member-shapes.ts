import type { TSESTree } from '@typescript-eslint/utils'

import { indexSource } from '../../analysis/source-index.ts'
import { isFunction, type ClassNode } from '../../ast/functions.ts'
import { keyName } from '../../ast/names.ts'
import { returnedExpressions } from '../../ast/traverse.ts'
import { wrapped } from '../../ast/unwrap.ts'
import { exportOf } from '../declared.ts'
import type { ProgramFile } from '../view.ts'
import { ownerOfThis } from './expression-shapes.ts'
import { BUILTIN, FOREIGN, isOutside, type Shape, type Shaper } from './shape.ts'

/** What a member of a value is. */
export function shapesOfMember(shaper: Shaper, shape: Shape, name: string, depth: number): readonly Shape[] {
  if (depth <= 0) return []
  switch (shape.kind) {
    case 'instance':
      return shapesOfClassMember(shaper, shape.home, shape.node, name, false, depth)
    case 'class':
      return shapesOfClassMember(shaper, shape.home, shape.node, name, true, depth)
    case 'interface':
      return shapesOfSignature(shaper, shape, name, depth)
    case 'object':
      return shapesOfProperty(shaper, shape.home, shape.node, name, depth)
    case 'module': {
      const declared = exportOf(shaper.reader, shape.home, name)
      return declared ? shaper.ofDeclared(declared, depth - 1) : []
    }
    case 'namespace':
      return shapesOfNamespace(shaper, shape.home, shape.node, name, depth)
    case 'foreign':
      return FOREIGN
    case 'list':
    case 'builtin':
    case 'value':
      return BUILTIN
    case 'function':
      return []
  }
}

function shapesOfClassMember(shaper: Shaper, home: ProgramFile, node: ClassNode, name: string, isStatic: boolean, depth: number): readonly Shape[] {
  for (const member of node.body.body) {
    if (!isStatic && member.type === 'MethodDefinition' && member.kind === 'constructor') {
      const property = member.value.params.find((param) => param.type === 'TSParameterProperty' && parameterName(param) === name)
      if (property?.type === 'TSParameterProperty') return shapesOfParameterProperty(shaper, home, property, depth)
    }
    if (!('key' in member) || !('value' in member) || member.static !== isStatic || keyName(member) !== name) continue
    if (member.type === 'MethodDefinition') {
      if (member.kind === 'set' || !isFunction(member.value)) continue
      const method: Shape = { kind: 'function', home, node: member.value }
      return member.kind === 'get' ? shaper.ofCall(home, method, depth - 1) : [method]
    }
    if (member.type !== 'TSAbstractMethodDefinition' && member.typeAnnotation) {
      const annotated = shaper.ofType(home, member.typeAnnotation.typeAnnotation, depth - 1)
      if (annotated.length > 0) return annotated
    }
    const initial = member.value ? shaper.ofExpression(home, member.value, depth - 1) : []
    return initial.length > 0 ? initial : assignedShapes(shaper, home, node, name, depth)
  }
  const assigned = isStatic ? [] : assignedShapes(shaper, home, node, name, depth)
  if (assigned.length > 0 || !node.superClass) return assigned
  return shaper.ofExpression(home, node.superClass, depth - 1).flatMap((base) => {
    if (isOutside(base)) return [base]
    return base.kind === 'class' ? shapesOfClassMember(shaper, base.home, base.node, name, isStatic, depth - 1) : []
  })
}

function parameterName({ parameter }: TSESTree.TSParameterProperty): string | null {
  if (parameter.type === 'Identifier') return parameter.name
  return parameter.left.type === 'Identifier' ? parameter.left.name : null
}

function shapesOfParameterProperty(shaper: Shaper, home: ProgramFile, { parameter }: TSESTree.TSParameterProperty, depth: number): readonly Shape[] {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
  const annotated = target.typeAnnotation ? shaper.ofType(home, target.typeAnnotation.typeAnnotation, depth - 1) : []
  return annotated.length > 0 || parameter.type !== 'AssignmentPattern' ? annotated : shaper.ofExpression(home, parameter.right, depth - 1)
}

/** A field that is set more often is not followed. */
const MAX_ASSIGNMENTS = 6

/** `this.client = new Client()` anywhere in the class. */
function assignedShapes(shaper: Shaper, home: ProgramFile, node: ClassNode, name: string, depth: number): readonly Shape[] {
  const found: Shape[] = []
  let count = 0
  for (const member of indexSource(home.file).membersByName.get(name) ?? []) {
    if (member.object.type !== 'ThisExpression') continue
    const at = wrapped(member)
    const { parent } = at
    if (parent?.type !== 'AssignmentExpression' || parent.left !== at || ownerOfThis(member)?.node !== node) continue
    if (count++ >= MAX_ASSIGNMENTS) return []
    found.push(...shaper.ofExpression(home, parent.right, depth - 1))
  }
  return found
}

function shapesOfSignature(shaper: Shaper, { home, node }: Extract<Shape, { kind: 'interface' }>, name: string, depth: number): readonly Shape[] {
  const members = node.type === 'TSTypeLiteral' ? node.members : node.body.body
  for (const member of members) {
    if (member.type !== 'TSPropertySignature' && member.type !== 'TSMethodSignature') continue
    if (keyName(member) !== name) continue
    const type = member.type === 'TSPropertySignature' ? member.typeAnnotation?.typeAnnotation : null
    return type ? shaper.ofType(home, type, depth - 1) : []
  }
  if (node.type !== 'TSInterfaceDeclaration') return []
  return (node.extends ?? []).flatMap(({ expression }) => {
    if (expression.type !== 'Identifier') return []
    return shaper.ofTypeName(home, expression, depth - 1).flatMap((base) => shaper.ofMember(base, name, depth - 1))
  })
}

function shapesOfProperty(shaper: Shaper, home: ProgramFile, node: TSESTree.ObjectExpression, name: string, depth: number): readonly Shape[] {
  for (const property of [...node.properties].reverse()) {
    if (property.type === 'SpreadElement') {
      const found = shaper.ofExpression(home, property.argument, depth - 1).flatMap((spread) => shaper.ofMember(spread, name, depth - 1))
      if (found.some((one) => !isOutside(one))) return found
    } else if (keyName(property) === name) {
      if (property.kind !== 'get' || !isFunction(property.value)) return shaper.ofExpression(home, property.value, depth - 1)
      return returnedExpressions(home.file, property.value).flatMap((returned) => shaper.ofExpression(home, returned, depth - 1))
    }
  }
  return []
}

/** `Session.create` of `export namespace Session { export function create() {} }` */
function shapesOfNamespace(shaper: Shaper, home: ProgramFile, node: TSESTree.TSModuleDeclaration, name: string, depth: number): readonly Shape[] {
  if (!node.body || node.body.type !== 'TSModuleBlock') return []
  const scope = home.file.scopeManager?.acquire(node)
  const variable = scope?.set.get(name)
  return variable ? shaper.ofVariable(home, variable, depth - 1) : []
}
