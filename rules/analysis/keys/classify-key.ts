import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName, keyName, memberName, words } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { constantInit, findVariable, type Variable } from '../../ast/variables.ts'
import { isBareId, isConfiguredName, openEntityNamed, openKeyNamed } from '../../catalog/id-names.ts'
import { generatedBy, isContentName, isTransparent } from '../../catalog/key-functions.ts'
import { calleesOf, findUses } from '../call-graph.ts'
import type { KeySpace } from '../facts.ts'
import { isCheckedAgainstConstant, isConstantTable, iteratedSource, runsOverConstant } from './finite-source.ts'
import { combine, CONFIGURED, FINITE, open, UNDECIDED } from './key-space.ts'
import { keySpaceOfType } from './key-type.ts'

/** Traces end after this many steps; what is not decided by then stays undecided. */
const MAX_STEPS = 6

/** May the expression take ever new values? Follows constants, parameters to their callers in the file, and calls to their results. */
export function classifyKey(file: SourceFile, node: TSESTree.Node, steps = MAX_STEPS): KeySpace {
  const at = unwrap(node)
  if (steps === 0) return UNDECIDED
  const next = (inner: TSESTree.Node): KeySpace => classifyKey(file, inner, steps - 1)
  switch (at.type) {
    case 'Literal':
      return FINITE
    case 'TemplateLiteral':
      return combine(at.expressions.map(next))
    case 'BinaryExpression':
      return combine([next(at.left), next(at.right)])
    case 'LogicalExpression':
      return combine([next(at.left), next(at.right)])
    case 'ConditionalExpression':
      return combine([next(at.consequent), next(at.alternate)])
    case 'AwaitExpression':
      return next(at.argument)
    case 'AssignmentExpression':
      return next(at.right)
    case 'UpdateExpression':
      return open('counters')
    case 'UnaryExpression':
      return at.operator === 'typeof' || at.operator === '!' ? FINITE : next(at.argument)
    case 'Identifier':
      return classifyIdentifier(file, at, steps)
    case 'MemberExpression':
      return classifyMemberKey(file, at, steps)
    case 'CallExpression':
      return classifyCall(file, at, steps)
    case 'ArrayExpression':
      return combine(at.elements.flatMap((element) => (element && element.type !== 'SpreadElement' ? [next(element)] : [UNDECIDED])))
    default:
      return UNDECIDED
  }
}

function classifyIdentifier(file: SourceFile, node: TSESTree.Identifier, steps: number): KeySpace {
  const variable = findVariable(file, node)
  const definition = variable?.defs[0]
  if (!variable || !definition) return node.name === 'undefined' ? FINITE : classifyName(node.name)
  if (definition.type === 'ImportBinding') return isConstantTable(file, node) ? FINITE : classifyName(node.name)
  if (definition.type === 'ClassName' || definition.type === 'FunctionName' || definition.type === 'TSEnumName') return FINITE
  if (runsOverConstant(file, variable) || isCheckedAgainstConstant(file, variable, node)) return FINITE
  if (definition.name.type === 'Identifier' && definition.name.typeAnnotation) {
    const declared = keySpaceOfType(file, definition.name.typeAnnotation.typeAnnotation)
    if (declared.kind !== 'undecided') return declared
  }
  const init = constantInit(variable)
  const traced = init ? classifyKey(file, init, steps - 1) : UNDECIDED
  if (traced.kind !== 'undecided') return traced
  const named = classifyBinding(variable, node.name)
  if (named.kind !== 'undecided') return named
  if (definition.type === 'Parameter' && isFunction(definition.node)) return classifyParameter(file, definition.node, variable, steps)
  const source = iteratedSource(variable)
  return source && definition.type === 'Variable' ? classifyElement(source) : UNDECIDED
}

/** `const { id: sessionId } = x` and `({ sessionID }) => …` are named by the property as well as by the variable. */
function classifyBinding(variable: Variable, name: string): KeySpace {
  const own = classifyName(name)
  if (own.kind !== 'undecided') return own
  const { parent } = variable.defs[0]?.name ?? {}
  const property = parent?.type === 'AssignmentPattern' ? parent.parent : parent
  const key = property?.type === 'Property' ? keyName(property) : null
  return key === null ? UNDECIDED : classifyName(key)
}

/** What a name alone says: `sessionId` is open, `serverName` is as finite as the configuration, `key` says nothing. */
export function classifyName(name: string): KeySpace {
  const known = openKeyNamed(name)
  if (known !== null) return open(known)
  if (isConfiguredName(name)) return CONFIGURED
  const parts = words(name)
  const last = parts.at(-1)
  return last !== undefined && isContentName(last) ? open(last === 'text' ? 'texts' : `${last} text`) : UNDECIDED
}

/** A parameter is what the callers in this file pass: all finite is finite, any open is open. At most eight calls are asked. */
function classifyParameter(file: SourceFile, fn: FunctionNode, variable: Variable, steps: number): KeySpace {
  const index = fn.params.findIndex((parameter) => parameter === variable.defs[0]?.name || (parameter.type === 'AssignmentPattern' && parameter.left === variable.defs[0]?.name))
  if (index < 0) return UNDECIDED
  const use = findUses(file, fn)
  const passed = use.calls.slice(0, 8).map((call) => {
    const argument = call.arguments[index]
    return argument ? classifyKey(file, argument, steps - 2 > 0 ? steps - 2 : 0) : UNDECIDED
  })
  const known = combine(passed)
  if (known.kind === 'open') return known
  return known.kind === 'finite' && passed.length > 0 && !use.isVisible && use.values.length === 0 ? known : UNDECIDED
}

function classifyElement(source: TSESTree.Node): KeySpace {
  const name = dottedName(source)?.split('.').at(-1)
  return name === undefined ? UNDECIDED : classifyName(name.replace(/s$/, ''))
}

function classifyMemberKey(file: SourceFile, node: TSESTree.MemberExpression, steps: number): KeySpace {
  const name = memberName(node)
  if (name === null) return isConstantTable(file, node.object) ? FINITE : UNDECIDED
  const object = unwrap(node.object)
  // `Level.Debug`, `EVENTS.close`: members of an enum or constant.
  if (object.type === 'Identifier' && (isConstantTable(file, object) || (/^[A-Z]/.test(object.name) && /^[A-Z]/.test(name)))) return FINITE
  const named = classifyName(name)
  if (named.kind !== 'undecided') return named
  if (isBareId(name)) {
    const owner = object.type === 'ThisExpression' ? null : dottedName(object)?.split('.').at(-1)
    if (owner !== null && owner !== undefined && isConfiguredName(owner)) return CONFIGURED
    const entity = owner === null || owner === undefined ? null : openEntityNamed(owner)
    return entity === null ? UNDECIDED : open(entity)
  }
  return steps > 0 && object.type === 'CallExpression' && isTransparent(name) ? classifyKey(file, object, steps - 1) : UNDECIDED
}

function classifyCall(file: SourceFile, call: TSESTree.CallExpression, steps: number): KeySpace {
  const name = calleeName(call)
  if (name === null) return UNDECIDED
  const generated = generatedBy(name)
  if (generated !== null) return open(generated)
  const callee = unwrap(call.callee)
  if (isTransparent(name)) {
    const inner = callee.type === 'MemberExpression' ? callee.object : call.arguments[0]
    return inner ? classifyKey(file, inner, steps - 1) : UNDECIDED
  }
  const results = calleesOf(file, call).flatMap(resultsOf)
  if (results.length > 0) {
    const known = combine(results.map((result) => classifyKey(file, result, steps - 1)))
    if (known.kind !== 'undecided') return known
  }
  const named = classifyName(name)
  if (named.kind === 'open' && !looksLikeKeyFunction(name)) return named
  // `keyFor(sessionId, name)`: made of its arguments, and open when one of them is.
  const parts = call.arguments.filter((argument) => argument.type !== 'SpreadElement').map((argument) => classifyKey(file, argument, steps - 1))
  return parts.find((part) => part.kind === 'open' && looksLikeKeyFunction(name)) ?? UNDECIDED
}

function looksLikeKeyFunction(name: string): boolean {
  return words(name).some((word) => word === 'key' || word === 'hash' || word === 'for' || word === 'of')
}

/** What a function returns where that is one expression or plain return statements of its own body. */
function resultsOf(fn: FunctionNode): TSESTree.Node[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body]
  return fn.body.body.flatMap((statement) => (statement.type === 'ReturnStatement' && statement.argument ? [statement.argument] : []))
}

