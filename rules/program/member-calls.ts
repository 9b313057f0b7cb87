import type { TSESTree } from '@typescript-eslint/utils'

import { indexSource } from '../analysis/source-index.ts'
import { isFunction } from '../ast/functions.ts'
import { keyName } from '../ast/names.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { findVariable } from '../ast/variables.ts'
import { findUsesThroughInterface } from './contract-calls.ts'
import { contractOfObject } from './contracts.ts'
import { callerAt, type Callers } from './callers.ts'
import { referencesOf } from './export-uses.ts'
import { declares, isBuiltIn, isCommonMember } from './member-uses.ts'
import type { SourceProgram } from './sources/source-program.ts'
import type { Caller, Place, ProgramFile, Site } from './view.ts'

/** A name in more files than this is an everyday one. */
const MAX_FILES = 40
/** So many objects or classes that bring a function under the same name: which one a call means is open. */
const MAX_BROUGHT = 6

/**
 * Calls of the function that an object's property holds. By the property's name: `options.onJoin(id)`, `const { onJoin } = options; onJoin(id)`, in any file of the
 * program. Objects are not told apart, only members by their names; a call is `certain` where no other object or class of production brings a function
 * under the name, `possible` where a few do. For everyday names, and those, the interface that the object is declared to be tells, where there is one. Never complete.
 * Source: Feldthaus et al., "Efficient Construction of Approximate Call Graphs for JavaScript IDE Services", ICSE 2013 (field-based call graphs).
 */
export function findCallsOfMember(program: SourceProgram, { home, node }: Place): Callers {
  const object = node.type === 'Property' && node.parent.type === 'ObjectExpression' ? node.parent : null
  const name = node.type === 'Property' && object ? keyName(node) : null
  if (name === null || !object) return { sites: [], isComplete: false }
  const byName = callsByName(program, home, name)
  if (byName.some(({ match }) => match === 'certain')) return { sites: byName, isComplete: false }
  const typed = findUsesThroughInterface(program, home, contractOfObject(program, home, object).interfaces, name).flatMap(callAt)
  return { sites: typed.length > 0 ? typed : byName, isComplete: false }
}

function callsByName(program: SourceProgram, home: ProgramFile, name: string): Caller[] {
  if (name.length < 4 || isCommonMember(name)) return []
  const paths = program.mentioning(home, name)
  if (paths.length > MAX_FILES) return []
  const files = [home, ...paths.flatMap((path) => program.open(path) ?? [])]
  const brought = files.reduce((count, file) => count + (file.kind === 'production' ? countBrought(file, name) : 0), 0)
  if (brought > MAX_BROUGHT) return []
  const match: Site['match'] = brought <= 1 ? 'certain' : 'possible'
  return files.flatMap((file) => placesIn(file, name).flatMap((place) => callAt({ home: file, node: place, match })))
}

/** A call, or what takes the function on as an argument; a member copied under the same name is found where it is called. */
function callAt(site: Site): Caller[] {
  const [caller] = callerAt(site)
  if (!caller) return []
  if (caller.as === 'call') return [caller]
  const { parent } = wrapped(site.node)
  return parent?.type === 'CallExpression' || parent?.type === 'NewExpression' ? [caller] : []
}

function placesIn(home: ProgramFile, name: string): TSESTree.Node[] {
  const { membersByName, objectPatterns } = indexSource(home.file)
  const members = (membersByName.get(name) ?? []).filter(({ object }) => !isBuiltIn(home, unwrap(object)))
  const taken = objectPatterns.flatMap((pattern) => pattern.properties.flatMap((property): TSESTree.Node[] => {
    if (property.type !== 'Property' || keyName(property) !== name) return []
    const local = property.value.type === 'AssignmentPattern' ? property.value.left : property.value
    const variable = local.type === 'Identifier' ? findVariable(home.file, local) : null
    return variable ? referencesOf(home, variable).map(({ node }) => node) : []
  }))
  return [...members, ...taken]
}

/** Objects that bring a function under the name, and classes that have a method of it. What only hands a member on brings nothing new. */
function countBrought({ file }: ProgramFile, name: string): number {
  const { classes, properties } = indexSource(file)
  const objects = (properties.get(name) ?? []).filter((property) => property.parent.type === 'ObjectExpression' && !isPassedOn(property, name))
  return objects.length + classes.filter((node) => declares(node, name)).length
}

/** `{ onJoin: options.onJoin }`, `{ onJoin }` of a parameter. */
function isPassedOn({ value }: TSESTree.Property, name: string): boolean {
  const at = unwrap(value)
  if (at.type === 'MemberExpression') return !at.computed && at.property.type === 'Identifier' && at.property.name === name
  return at.type !== 'Identifier' && at.type !== 'CallExpression' && !isFunction(at)
}
