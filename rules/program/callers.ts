import type { TSESTree } from '@typescript-eslint/utils'

import { variableOfFunction } from '../analysis/call-graph.ts'
import { findExports } from '../analysis/find-export.ts'
import { enclosingClass, functionName, isClass, isImmediatelyInvoked, type ClassNode } from '../ast/functions.ts'
import { keyName, memberName } from '../ast/names.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { findVariable } from '../ast/variables.ts'
import { findBases, findSubclasses, usesOfClass } from './classes.ts'
import { findUsesOfExport, findUsesOfVariable } from './export-uses.ts'
import { interfacesOf } from './interfaces.ts'
import { findUsesOfMember } from './member-uses.ts'
import type { SourceProgram } from './sources/source-program.ts'
import type { Caller, ClassRef, FunctionRef, Place, ProgramFile, Site, Sites } from './view.ts'

export interface Callers {
  readonly sites: readonly Caller[]
  readonly isComplete: boolean
}

/** Every call of a function, and every place that takes it as a value, in any file of the program. */
export function findCallers(program: SourceProgram, { home, node }: FunctionRef): Callers {
  const at = wrapped(node)
  const { parent } = at
  if (isImmediatelyInvoked(node) && parent?.type === 'CallExpression') return { sites: [{ home, node: parent, match: 'certain', as: 'call' }], isComplete: true }
  const variable = variableOfFunction(home.file, node)
  if (variable) return toCallers(findUsesOfVariable(program, home, variable))
  if (parent?.type === 'MethodDefinition' && parent.kind === 'constructor') return constructionsOf(program, home, parent)
  if (parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition') return callersOfMember(program, home, parent)
  if (parent?.type === 'Property' && parent.parent.type === 'ObjectExpression') return callersOfProperty(program, home, parent, parent.parent)
  if (parent?.type === 'AssignmentExpression') return callersOfAssigned(program, home, parent)
  if (parent?.type === 'ExportDefaultDeclaration') return { sites: [{ home, node: at, match: 'certain', as: 'value' }], isComplete: false }
  return { sites: [{ home, node: at, match: 'certain', as: 'value' }], isComplete: true }
}

function constructionsOf(program: SourceProgram, home: ProgramFile, member: TSESTree.MethodDefinition): Callers {
  const own = enclosingClass(member)
  return own ? findConstructions(program, { home, node: own }) : { sites: [], isComplete: false }
}

function toCallers({ sites, isComplete }: Sites): Callers {
  return { sites: sites.flatMap((site) => callerAt(site)), isComplete }
}

/** `f()`, `f.call(x)`: a call of what stands at the site; any other place takes it as a value. Writes and exports are neither. */
export function callerAt(site: Site): Caller[] {
  const at = wrapped(site.node)
  const { parent } = at
  switch (parent?.type) {
    case 'CallExpression':
    case 'NewExpression':
      return [{ ...site, node: parent.callee === at ? parent : at, as: parent.callee === at ? 'call' : 'value' }]
    case 'TaggedTemplateExpression':
      return [{ ...site, node: parent, as: 'call' }]
    case 'MemberExpression': {
      const call = wrapped(parent).parent
      const isCalled = parent.object === at && ['call', 'apply'].includes(memberName(parent) ?? '') && call?.type === 'CallExpression' && call.callee === wrapped(parent)
      return [{ ...site, node: isCalled ? call : at, as: isCalled ? 'call' : 'value' }]
    }
    case 'AssignmentExpression':
      return parent.left === at ? [] : [{ ...site, node: at, as: 'value' }]
    case 'VariableDeclarator':
      return parent.id === at ? [] : [{ ...site, node: at, as: 'value' }]
    case 'ExportSpecifier':
      return []
    default:
      return [{ ...site, node: at, as: 'value' }]
  }
}

/** The uses of a class's member, with those of its base and subclasses. */
export function findUsesInFamily(program: SourceProgram, owner: ClassRef, name: string): Sites {
  const bases = findBases(program, owner)
  const below = findSubclasses(program, owner)
  const isHidden = usesOfClass(program, owner).isComplete && below.isComplete
  return findUsesOfMember(program, { owner, relatives: [...bases.classes, ...below.classes], isHidden }, name)
}

function callersOfMember(program: SourceProgram, home: ProgramFile, member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition): Callers {
  const owner = enclosingClass(member)
  const name = keyName(member)
  if (!owner || name === null) return { sites: [], isComplete: false }
  const uses = toCallers(findUsesInFamily(program, { home, node: owner }, name))
  return { sites: uses.sites, isComplete: uses.isComplete && !mayBeCalledUnnamed(program, { home, node: owner }) }
}

/** `exports.track = (id) => …`, `track = (id) => …`, `this.track = (id) => …`; what is assigned to a member of anything else may be called through it. */
function callersOfAssigned(program: SourceProgram, home: ProgramFile, assignment: TSESTree.AssignmentExpression): Callers {
  const target = unwrap(assignment.left)
  if (target.type === 'Identifier') {
    const variable = findVariable(home.file, target)
    return variable ? toCallers(findUsesOfVariable(program, home, variable)) : { sites: [], isComplete: false }
  }
  const isExported = [...findExports(home.file).byName.values()].some((one) => one.kind === 'own' && one.node === assignment.right)
  if (isExported) return toCallers(findUsesOfExport(program, home, assignment.right))
  const owner = target.type === 'MemberExpression' && target.object.type === 'ThisExpression' ? enclosingClass(target) : null
  const name = target.type === 'MemberExpression' ? memberName(target) : null
  if (!owner || name === null) return { sites: [], isComplete: false }
  return toCallers(findUsesInFamily(program, { home, node: owner }, name))
}

/** A class behind an interface or a base class out of sight: whoever knows that calls the member without naming the class. */
function mayBeCalledUnnamed(program: SourceProgram, ref: ClassRef): boolean {
  return !findBases(program, ref).isComplete || interfacesOf(program, ref).isCut
}

/** A function that is a member of an object: uses of that member on the variable that holds the object, or the object itself handed on. */
function callersOfProperty(program: SourceProgram, home: ProgramFile, property: TSESTree.Property, object: TSESTree.ObjectExpression): Callers {
  const name = keyName(property)
  const at = wrapped(object)
  const holder = at.parent
  if (name === null || holder?.type !== 'VariableDeclarator' || holder.id.type !== 'Identifier') return { sites: [{ home, node: property, match: 'certain', as: 'value' }], isComplete: true }
  const variable = findVariable(home.file, holder.id)
  if (!variable) return { sites: [], isComplete: false }
  const uses = findUsesOfVariable(program, home, variable)
  const sites = uses.sites.flatMap((site): Caller[] => {
    const place = wrapped(site.node)
    const { parent } = place
    if (parent?.type === 'MemberExpression' && parent.object === place) return memberName(parent) === name || memberName(parent) === null ? callerAt({ ...site, node: parent }) : []
    if (parent?.type === 'VariableDeclarator' && parent.id === place) return []
    return parent?.type === 'ExportSpecifier' ? [] : [{ ...site, node: place, as: 'value' }]
  })
  return { sites, isComplete: uses.isComplete }
}

/** `new C()`, `new Sub()`, and places that take the class as a value: containers, decorators, factories. Type positions and `extends` are neither. */
export function findConstructions(program: SourceProgram, ref: ClassRef): Callers {
  const below = findSubclasses(program, ref)
  let isComplete = below.isComplete
  const sites: Caller[] = []
  for (const one of [ref, ...below.classes]) {
    const uses = usesOfClass(program, one)
    isComplete &&= uses.isComplete
    for (const site of uses.sites) sites.push(...constructionAt(site))
    sites.push(...ownConstructions(one))
  }
  return { sites, isComplete }
}

function constructionAt(site: Site): Caller[] {
  const at = wrapped(site.node)
  const { parent } = at
  if (parent?.type === 'NewExpression' && parent.callee === at) return [{ ...site, node: parent, as: 'call' }]
  if (isClass(parent) || parent?.type === 'ExportSpecifier' || parent?.type === 'BinaryExpression') return []
  // A static member: what constructs stands in the class itself.
  if (parent?.type === 'MemberExpression' && parent.object === at) return []
  if (parent?.type === 'VariableDeclarator' && parent.id === at) return []
  if (parent?.type === 'ExportDefaultDeclaration') return []
  return [{ ...site, node: at, as: 'value' }]
}

/** `new this()` in a static method. */
function ownConstructions({ home, node }: ClassRef): Caller[] {
  const found: Caller[] = []
  const visit = (member: ClassNode['body']['body'][number]): void => {
    if (!('static' in member) || !member.static || !('value' in member) || !member.value || !('body' in member.value)) return
    const text = home.file.text.slice(...member.range)
    if (!/\bnew\s+this\b/.test(text)) return
    found.push({ home, node: member.value, match: 'certain', as: 'value' })
  }
  node.body.body.forEach(visit)
  return found
}

/** A name to tell a function by, for messages; null when it has none. */
export function nameOfPlace({ node }: Place): string | null {
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) {
    if (at.type === 'FunctionDeclaration' || at.type === 'FunctionExpression' || at.type === 'ArrowFunctionExpression') {
      const name = functionName(at)
      if (name !== null) return name
    }
  }
  return null
}
