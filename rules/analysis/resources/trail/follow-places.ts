import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, type ClassNode } from '../../../ast/functions.ts'
import { calleeName, dottedName, keyName, memberName } from '../../../ast/names.ts'
import type { SourceFile } from '../../../ast/source-file.ts'
import { unwrap } from '../../../ast/unwrap.ts'
import { constantInit, findVariable, importOf, type Variable } from '../../../ast/variables.ts'
import { TAKE_METHODS } from '../../../catalog/container-methods.ts'
import { calleesOf } from '../../call-graph.ts'
import { isExported } from '../../exported.ts'
import { indexSource } from '../../source-index.ts'
import { ENTRY, RELEASE, escape, followPattern, followValue, isNew, type Path, type Walk } from './trail.ts'

/** Binds a value to the names of a declaration, parameter or assignment target. */
export function bindPattern(walk: Walk, pattern: TSESTree.Node, path: Path): void {
  const at = unwrap(pattern)
  switch (at.type) {
    case 'Identifier': {
      const variable = findVariable(walk.file, at)
      if (variable) followVariable(walk, variable, path)
      else escape(walk, at, 'unknown')
      return
    }
    case 'MemberExpression':
      holdInMember(walk, at, path)
      return
    case 'AssignmentPattern':
      followPattern(walk, at.left, path)
      return
    case 'RestElement':
      followPattern(walk, at.argument, path)
      return
    case 'TSParameterProperty':
      followPattern(walk, at.parameter, path)
      return
    case 'VariableDeclaration':
      for (const declaration of at.declarations) followPattern(walk, declaration.id, path)
      return
    case 'ObjectPattern':
      for (const property of at.properties) {
        if (property.type === 'RestElement') followPattern(walk, property, path)
        // `const { remove } = AppState.addEventListener(…)`: the function that ends it.
        else if (path.length === 0 && walk.pair.releaseMethods.has(keyName(property) ?? '')) followPattern(walk, property.value, [RELEASE])
        else if (keyName(property) === path[0] || (path[0] === ENTRY && property.computed)) followPattern(walk, property.value, path.slice(1))
      }
      return
    case 'ArrayPattern':
      // `for (const [key, entry] of map)`: the pair has the path of the entry.
      for (const element of at.elements) if (element) followPattern(walk, element, path[0] === ENTRY ? path.slice(1) : path)
      return
    default:
      escape(walk, at, 'unknown')
  }
}

/** Follows every use of a variable that holds the handle. */
export function followVariable(walk: Walk, variable: Variable, path: Path): void {
  if (!isNew(walk, variable, path)) return
  const declared = variable.identifiers[0]
  if (declared) walk.holders.push({ name: nameOfPlace(variable.name, path), node: declared })
  if (isExported(variable)) escape(walk, declared ?? walk.file.ast, 'export')
  for (const reference of variable.references) if (reference.isRead()) followValue(walk, reference.identifier, path)
}

/** Does the variable hold an object that somebody else keeps: `const state = store.getState(id)`? Who keeps it may release what is put into it. */
function isBorrowed(file: SourceFile, variable: Variable): boolean {
  const init = constantInit(variable)
  const made = init ? unwrap(init.type === 'AwaitExpression' ? init.argument : init) : null
  if (made?.type !== 'CallExpression') return false
  const name = calleeName(made)
  return name === null || !(TAKE_METHODS.has(name) || /^(?:use|create|make|new|ref|reactive|shallowRef)(?![a-z])/.test(name) || calleesOf(file, made).length > 0)
}

/** `timer` for `state.timer`, `timers` for one of its entries, `ref` for `ref.current`. */
function nameOfPlace(root: string, path: Path): string {
  return path.filter((step) => step !== ENTRY && !BOX_NAMES.has(step)).at(-1) ?? root
}

/** Names that thousands of unrelated objects have: for these the object must be the same one. */
const BOX_NAMES = new Set(['current', 'value'])

/** A member now holds the handle: `this.timer = t`, `options.timer = t`, `ref.current = t`, `timers[id] = t`. */
export function holdInMember(walk: Walk, member: TSESTree.MemberExpression, path: Path): void {
  const name = memberName(member)
  if (name === null) {
    holdIn(walk, member.object, [ENTRY, ...path])
    return
  }
  const object = unwrap(member.object)
  if (isModuleExports(object)) {
    escape(walk, member, 'export')
    return
  }
  if (object.type === 'Identifier') {
    const variable = findVariable(walk.file, object)
    const kind = variable?.defs[0]?.type
    if (variable && kind === 'Variable') followVariable(walk, variable, [name, ...path])
    if (kind === 'ImportBinding' || (variable && isBorrowed(walk.file, variable))) escape(walk, member, 'store')
  }
  if (isNew(walk, `member ${name}`, path)) walk.holders.push({ name: nameOfPlace(memberNameOf(object) ?? name, [name, ...path]), node: member })
  followMembers(walk, member, name, path)
}

/** Follows each place of the file that reads a member of this name, as far as it can be the same object's. */
function followMembers(walk: Walk, holder: TSESTree.MemberExpression | TSESTree.PropertyDefinition, name: string, path: Path): void {
  const index = indexSource(walk.file)
  for (const other of index.membersByName.get(name) ?? []) {
    if (other !== holder && isPerhapsSameObject(holder, other, name) && isNew(walk, other, path)) followValue(walk, other, path)
  }
  if (BOX_NAMES.has(name)) return
  for (const pattern of index.objectPatterns) {
    for (const property of pattern.properties) {
      if (property.type === 'Property' && keyName(property) === name && isNew(walk, property, path)) followPattern(walk, property.value, path)
    }
  }
}

/** A field that is initialized with the handle. */
export function holdInField(walk: Walk, field: TSESTree.PropertyDefinition, path: Path): void {
  const name = keyName(field)
  if (name === null) return
  walk.holders.push({ name, node: field.key })
  followMembers(walk, field, name, path)
}

/** An object that already exists takes the handle in: `list.push(t)`, `map.set(id, t)`, `timers[id] = t`. */
export function holdIn(walk: Walk, container: TSESTree.Node, path: Path): void {
  const at = unwrap(container)
  if (at.type === 'Identifier') {
    const variable = findVariable(walk.file, at)
    if (!variable || variable.defs[0]?.type !== 'Variable' || importOf(variable)) escape(walk, container, 'store')
    if (variable) followVariable(walk, variable, path)
    return
  }
  if (at.type === 'MemberExpression') {
    if (rootOf(at).type !== 'ThisExpression' && !isOwnBox(walk, rootOf(at))) escape(walk, container, 'store')
    holdInMember(walk, at, path)
    return
  }
  // `map.get(id).push(t)`
  if (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') {
    holdIn(walk, at.callee.object, [ENTRY, ...path])
    return
  }
  if (at.type !== 'ThisExpression') escape(walk, container, 'store')
}

/** `offs.current.push(off)` of `const offs = useRef([])`: a box that the function has made, and hands to nobody. */
function isOwnBox(walk: Walk, root: TSESTree.Node): boolean {
  const variable = root.type === 'Identifier' ? findVariable(walk.file, root) : null
  const init = variable && constantInit(variable)
  const made = init ? unwrap(init) : null
  if (!variable || made?.type !== 'CallExpression' || !/^(?:useRef|createRef)$/.test(calleeName(made) ?? '')) return false
  return variable.references.every(({ identifier, init: isInit }) => isInit || identifier.parent.type === 'MemberExpression')
}

function memberNameOf(object: TSESTree.Node): string | null {
  return object.type === 'Identifier' ? object.name : object.type === 'MemberExpression' ? memberName(object) : null
}

function rootOf(member: TSESTree.MemberExpression): TSESTree.Node {
  let at = unwrap(member.object)
  while (at.type === 'MemberExpression') at = unwrap(at.object)
  return at
}

function isModuleExports(object: TSESTree.Node): boolean {
  const name = dottedName(object)
  return name === 'exports' || name === 'module.exports'
}

/** Two classes' `this` are apart unless one extends the other; `ref.current` needs the same `ref`; anything else may be the same object. */
function isPerhapsSameObject(holder: TSESTree.MemberExpression | TSESTree.PropertyDefinition, other: TSESTree.MemberExpression, name: string): boolean {
  if (holder.type === 'MemberExpression' && BOX_NAMES.has(name)) return dottedName(holder.object) !== null && dottedName(holder.object) === dottedName(other.object)
  const isThis = holder.type === 'PropertyDefinition' || unwrap(holder.object).type === 'ThisExpression'
  if (!isThis || unwrap(other.object).type !== 'ThisExpression') return true
  const mine = enclosingClass(holder)
  const theirs = enclosingClass(other)
  return mine === theirs || !mine || !theirs || isExtension(mine, theirs) || isExtension(theirs, mine)
}

function isExtension(child: ClassNode, parent: ClassNode): boolean {
  const name = child.superClass ? dottedName(child.superClass) : null
  return name !== null && name === parent.id?.name
}
