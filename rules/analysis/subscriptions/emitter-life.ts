import type { TSESTree } from '@typescript-eslint/utils'

import { decoratorsOf, enclosingClass, enclosingFunction, isFunction, type ClassNode } from '../../ast/functions.ts'
import { calleeName, dottedName, keyName, memberName } from '../../ast/names.ts'
import { isNothing } from '../../ast/nothing.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { constantInit, findVariable, importOf, isGlobal, isModuleLevel, resolveAlias, type Variable } from '../../ast/variables.ts'
import { COMPONENT_ENDS } from '../../catalog/lifecycles.ts'
import { isApplicationField, isEndingOperator, isLastingName, isLastingType, LASTING_GLOBALS, STREAM_JOINS, STREAM_VIEWS } from '../../catalog/subscriptions.ts'
import { indexSource } from '../source-index.ts'
import { listOfEntry } from './list-entries.ts'
import { goesOnAfterEnd, isNeverFired } from './stream-ends.ts'

/**
 * How long what is listened to lives, compared with the code that listens.
 * - `lasting`: as long as the program: a global, an import, a module's own constant, a service that is handed in
 * - `own`: made by the same owner or component, so that both go together
 * - `ends`: it completes by itself, as a stream behind `take(1)` does
 * - `unknown`: handed in, and nothing says what it is
 */
export type EmitterLife = 'lasting' | 'own' | 'ends' | 'unknown'

/** Judges the emitter that the expression `node` names. Follows constants, fields of the class around it, and stream operators; at most eight steps deep. */
export function judgeEmitterLife(file: SourceFile, node: TSESTree.Node, isComponentScript = false, depth = 8): EmitterLife {
  if (depth === 0) return 'unknown'
  const at = unwrap(node)
  const next = (other: TSESTree.Node): EmitterLife => judgeEmitterLife(file, other, isComponentScript, depth - 1)
  switch (at.type) {
    case 'Identifier':
      return lifeOfName(file, at, isComponentScript, next)
    case 'NewExpression':
    case 'ThisExpression':
    case 'ObjectExpression':
      return 'own'
    case 'MemberExpression':
      return lifeOfMember(file, at, next)
    case 'CallExpression':
      return lifeOfResult(file, at, next)
    case 'LogicalExpression':
      return next(at.left)
    default:
      return 'unknown'
  }
}

type Next = (node: TSESTree.Node) => EmitterLife

function lifeOfName(file: SourceFile, name: TSESTree.Identifier, isComponentScript: boolean, next: Next): EmitterLife {
  if (isGlobal(file, name)) return LASTING_GLOBALS.has(name.name) ? 'lasting' : 'unknown'
  const variable = findVariable(file, name)
  if (!variable) return 'unknown'
  if (importOf(variable)) return 'lasting'
  const definition = variable.defs[0]
  const list = definition ? listAround(file, name) : null
  if (list) return joined(list.elements.flatMap((element) => (element ? next(element) : [])))
  if (definition?.type === 'Parameter') return lifeOfParameter(variable)
  const init = constantInit(variable)
  if (isModuleLevel(variable) && !isComponentScript) {
    // A constant of the module, or a class or function of it; what is assigned again and again is made anew each time.
    return definition?.type === 'ClassName' || definition?.type === 'FunctionName' || init !== null ? 'lasting' : 'unknown'
  }
  if (init) return next(init)
  return lifeOfPart(definition?.node ?? null)
}

/** The list, as written in the file, of which the name is each entry. */
function listAround(file: SourceFile, name: TSESTree.Identifier): TSESTree.ArrayExpression | null {
  const source = listOfEntry(file, name)
  const list = source && resolveAlias(file, source)
  return list?.type === 'ArrayExpression' ? list : null
}

/** `const { bus } = useServices()` */
function lifeOfPart(declarator: TSESTree.Node | null): EmitterLife {
  if (declarator?.type !== 'VariableDeclarator' || !declarator.init || declarator.id.type !== 'ObjectPattern') return 'unknown'
  const init = unwrap(declarator.init)
  const names = declarator.id.properties.flatMap((property) => (property.type === 'Property' ? (keyName(property) ?? []) : []))
  return init.type === 'CallExpression' && names.length === 1 && names.every(isLastingName) ? 'lasting' : 'unknown'
}

function lifeOfParameter(variable: Variable): EmitterLife {
  const declared = variable.identifiers[0]
  const type = declared?.typeAnnotation?.typeAnnotation
  const typeName = type ? nameOfType(type) : null
  if (typeName !== null) return isLastingType(typeName) ? 'lasting' : 'unknown'
  return isLastingName(variable.name) ? 'lasting' : 'unknown'
}

function nameOfType(type: TSESTree.Node): string | null {
  if (type.type !== 'TSTypeReference') return null
  return type.typeName.type === 'Identifier' ? type.typeName.name : type.typeName.type === 'TSQualifiedName' ? type.typeName.right.name : null
}

function lifeOfMember(file: SourceFile, member: TSESTree.MemberExpression, next: Next): EmitterLife {
  const object = unwrap(member.object)
  if (object.type === 'ThisExpression') return lifeOfField(file, member, next)
  if (isMadeNearby(file, object)) return 'own'
  if (isFilledLater(file, member)) return 'unknown'
  // `globalThis.x`, `window.api`, `router.events`, `vscode.workspace`
  return next(object)
}

/** `recorder.media = new MediaRecorder(stream)` in a function: what lies there is another one each time, whatever holds it. */
export function isFilledLater(file: SourceFile, node: TSESTree.Node): boolean {
  const at = unwrap(node)
  if (at.type !== 'MemberExpression') return false
  const name = dottedName(at)
  const isFilled = name !== null && indexSource(file).assignments.some(({ left, right }) => dottedName(left) === name && enclosingFunction(left) !== null && !isNothing(right))
  return isFilled || isFilledLater(file, at.object)
}

/** `view.current = new View(); view.current.events.on(…)` */
function isMadeNearby(file: SourceFile, object: TSESTree.Node): boolean {
  const name = dottedName(object)
  const home = enclosingFunction(object)
  return name !== null && indexSource(file).assignments.some(({ left, right }) => unwrap(right).type === 'NewExpression' && dottedName(left) === name && enclosingFunction(left) === home)
}

/** A field is what its class puts there: a new thing, something injected, or a parameter of the constructor. */
function lifeOfField(file: SourceFile, member: TSESTree.MemberExpression, next: Next): EmitterLife {
  const owner = enclosingClass(member)
  const name = memberName(member)
  if (name === '$root') return hasEnd(member) ? 'lasting' : 'unknown'
  if (name !== null && isApplicationField(name)) return 'lasting'
  if (!owner || name === null) return 'unknown'
  for (const one of owner.body.body) {
    if (one.type === 'PropertyDefinition' && keyName(one) === name && one.value) return next(one.value)
    if (one.type === 'MethodDefinition' && one.kind === 'constructor') {
      const life = lifeInConstructor(file, owner, one.value, name, next)
      if (life !== null) return life
    }
  }
  return isMadeByClass(file, owner, name) ? 'own' : 'unknown'
}

/** A component that says what to do when it ends comes and goes below the root; another may well be there as long as its page. */
function hasEnd(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) {
    const members: readonly TSESTree.Node[] = at.type === 'ObjectExpression' ? at.properties : at.type === 'ClassBody' ? at.body : []
    if (members.some((one) => (one.type === 'Property' || one.type === 'MethodDefinition') && COMPONENT_ENDS.has(keyName(one) ?? ''))) return true
  }
  return false
}

/** Does the class put new things of its own making into the field, and nothing else? */
function isMadeByClass(file: SourceFile, owner: ClassNode, name: string): boolean {
  const values = indexSource(file).assignments.flatMap(({ left, right }) => (dottedName(left) === `this.${name}` && enclosingClass(left) === owner && !isNothing(right) ? [unwrap(right)] : []))
  return values.length > 0 && values.every(({ type }) => type === 'NewExpression')
}

function lifeInConstructor(file: SourceFile, owner: ClassNode, fn: TSESTree.MethodDefinition['value'], name: string, next: Next): EmitterLife | null {
  for (const parameter of fn.params) {
    if (parameter.type !== 'TSParameterProperty') continue
    const target = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter
    if (target.type !== 'Identifier' || target.name !== name) continue
    const type = target.typeAnnotation ? nameOfType(target.typeAnnotation.typeAnnotation) : null
    return type !== null && isLastingType(type) && !isProvidedBy(file, owner, type) ? 'lasting' : 'unknown'
  }
  if (!fn.body) return null
  for (const statement of fn.body.body) {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') continue
    const { left, right } = statement.expression
    if (dottedName(left) === `this.${name}`) return next(right)
  }
  return null
}

/** `@Component({ providers: [DraftService] })`: the service is this component's own. */
function isProvidedBy(file: SourceFile, owner: ClassNode, type: string): boolean {
  return decoratorsOf(owner).some((decorator) => {
    const text = file.text.slice(decorator.range[0], decorator.range[1])
    return /\b(?:viewP|p)roviders\b/.test(text) && text.includes(type)
  })
}

function lifeOfResult(file: SourceFile, call: TSESTree.CallExpression, next: Next): EmitterLife {
  const name = calleeName(call)
  if (name === null) return 'unknown'
  const callee = unwrap(call.callee)
  if (STREAM_JOINS.has(name) && callee.type === 'Identifier') return joined(call.arguments.map(next))
  if (name === 'fromEvent' && call.arguments[0]) return next(call.arguments[0])
  // RxJS: both go on until somebody unsubscribes.
  if ((name === 'interval' || (name === 'timer' && call.arguments.length > 1)) && isImportedFrom(file, callee, 'rxjs')) return 'lasting'
  if (name === 'inject' && call.arguments[0]) return isLastingType(dottedName(call.arguments[0]) ?? '') ? 'lasting' : 'unknown'
  if (name === 'matchMedia' && (callee.type === 'Identifier' || dottedName(call.callee) === 'window.matchMedia')) return 'lasting'
  if (name === 'getInstance') return 'lasting'
  if (callee.type === 'Identifier') return /^(?:use|get)[A-Z]/.test(name) && isLastingName(name) && !isFunctionOfThisCall(file, callee) ? 'lasting' : 'unknown'
  if (callee.type !== 'MemberExpression') return 'unknown'
  // `process.on('a', f).on('b', g)`: the emitter itself.
  if (name === 'on' || name === 'addListener') return next(callee.object)
  if (!STREAM_VIEWS.has(name) || isOfModule(file, callee.object)) return 'unknown'
  const ended = call.arguments.findIndex((argument) => endsStream(file, argument))
  if (ended >= 0) return goesOnAfterEnd(call.arguments.slice(ended + 1), (inner) => next(inner) === 'lasting') ? 'lasting' : 'ends'
  return next(callee.object)
}

/** `fs.watch(path)`: what a module's function makes is not the module. */
function isOfModule(file: SourceFile, object: TSESTree.Node): boolean {
  const at = unwrap(object)
  const variable = at.type === 'Identifier' ? findVariable(file, at) : null
  const imported = variable && importOf(variable)
  return imported !== null && (imported.name === '*' || imported.name === 'default') && !imported.source.startsWith('.')
}

/** `interval`, `Rx.interval` */
function isImportedFrom(file: SourceFile, callee: TSESTree.Node, source: string): boolean {
  const name = callee.type === 'MemberExpression' ? unwrap(callee.object) : callee
  const variable = name.type === 'Identifier' ? findVariable(file, name) : null
  return variable !== null && importOf(variable)?.source === source
}

function isFunctionOfThisCall(file: SourceFile, name: TSESTree.Identifier): boolean {
  const scope = findVariable(file, name)?.defs[0]?.node
  return scope !== undefined && isFunction(scope) && enclosingFunction(scope) !== null
}

function endsStream(file: SourceFile, operator: TSESTree.Node): boolean {
  const at = unwrap(operator)
  if (at.type === 'SpreadElement') return true
  const name = at.type === 'CallExpression' ? calleeName(at) : at.type === 'Identifier' ? at.name : null
  return name !== null && ((isEndingOperator(name) && !isNeverFired(file, at)) || isForeignOperator(file, at))
}

/** An operator of somebody else's, given the owner, may well end the stream with it: `pipe(stopWith(this))`. */
function isForeignOperator(file: SourceFile, operator: TSESTree.Node): boolean {
  if (operator.type !== 'CallExpression') return false
  const callee = unwrap(operator.callee)
  const variable = callee.type === 'Identifier' ? findVariable(file, callee) : null
  const source = variable ? importOf(variable)?.source : undefined
  return source !== undefined && !/^rxjs(?:\/|$)/.test(source) && operator.arguments.some((argument) => /^(?:this\b|.*destroy)/i.test(dottedName(argument) ?? ''))
}

/** A joined stream goes on as long as the longest of its parts. */
function joined(lives: readonly EmitterLife[]): EmitterLife {
  if (lives.includes('lasting')) return 'lasting'
  return lives.every((life) => life === 'own') ? 'own' : 'unknown'
}
