import { enclosingFunction, isClass, type ClassNode } from '../ast/functions.ts'
import { wrapped } from '../ast/unwrap.ts'
import { findVariable, type Variable } from '../ast/variables.ts'
import { findUsesOfVariable } from './export-uses.ts'
import type { SourceProgram } from './sources/source-program.ts'
import { Written } from './sources/word-index.ts'
import type { ClassRef, Sites } from './view.ts'

/** Subclasses of subclasses are followed so deep. */
const MAX_DEPTH = 4

/** The variable that a class is bound to; null for a class without a name. */
export function variableOfClass({ home, node }: ClassRef): Variable | null {
  if (node.id) {
    // A class has its name in two scopes: inside it, and where it stands. Others see the outer one.
    for (let scope = home.file.scopeManager?.acquire(node)?.upper ?? null; scope; scope = scope.upper) {
      const variable = scope.set.get(node.id.name)
      if (variable?.defs.some((definition) => definition.node === node)) return variable
    }
    return findVariable(home.file, node.id)
  }
  const holder = wrapped(node).parent
  return holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier' ? findVariable(home.file, holder.id) : null
}

const usesByProgram = new WeakMap<SourceProgram, WeakMap<ClassNode, Sites>>()

/** Every use of a class as a value, in any file; found once for each program. */
export function usesOfClass(program: SourceProgram, ref: ClassRef): Sites {
  const known = usesByProgram.get(program) ?? new WeakMap<ClassNode, Sites>()
  usesByProgram.set(program, known)
  const uses = known.get(ref.node) ?? findUsesOfClass(program, ref)
  known.set(ref.node, uses)
  return uses
}

function findUsesOfClass(program: SourceProgram, ref: ClassRef): Sites {
  const variable = variableOfClass(ref)
  if (!variable) return { sites: [], isComplete: false }
  const uses = findUsesOfVariable(program, ref.home, variable)
  const inner = innerVariable(ref, variable)
  if (!inner) return uses
  const own = inner.references.map(({ identifier }) => ({ home: ref.home, node: identifier, match: 'certain' as const }))
  return { sites: [...uses.sites, ...own.filter(({ node }) => !uses.sites.some((site) => site.node === node))], isComplete: uses.isComplete }
}

/** The name that a class has inside itself. */
function innerVariable({ home, node }: ClassRef, outer: Variable): Variable | null {
  const scope = home.file.scopeManager?.acquire(node, true)
  const variable = node.id && scope ? scope.set.get(node.id.name) : undefined
  return variable && variable !== outer ? variable : null
}

/** The base class; `unseen` when it is not one of the program's files. */
export function findBase(program: SourceProgram, { home, node }: ClassRef): ClassRef | 'unseen' | null {
  if (!node.superClass) return null
  const shape = program.shapesOf({ home, node: node.superClass }).find(({ kind }) => kind === 'class')
  if (shape?.kind === 'class') return { home: shape.home, node: shape.node }
  const found = program.valuesOf({ home, node: node.superClass }).find((value) => value.kind === 'class')
  return found ? { home: program.homeOf(found.file), node: found.node } : 'unseen'
}

export interface Subclasses {
  readonly classes: readonly ClassRef[]
  readonly isComplete: boolean
}

const subclassesByProgram = new WeakMap<SourceProgram, WeakMap<ClassNode, Subclasses>>()

/** The classes that extend this one, directly or through others. Only files are read that write `extends` before its name. Found once for each program. */
export function findSubclasses(program: SourceProgram, ref: ClassRef): Subclasses {
  const known = subclassesByProgram.get(program) ?? new WeakMap<ClassNode, Subclasses>()
  subclassesByProgram.set(program, known)
  const found = known.get(ref.node) ?? findClassesBelow(program, ref, MAX_DEPTH)
  known.set(ref.node, found)
  return found
}

function findClassesBelow(program: SourceProgram, ref: ClassRef, depth: number): Subclasses {
  const variable = variableOfClass(ref)
  if (!variable) return { classes: [], isComplete: false }
  const uses = findUsesOfVariable(program, ref.home, variable, Written.afterExtends)
  const classes: ClassRef[] = []
  let { isComplete } = uses
  for (const { home, node } of uses.sites) {
    const at = wrapped(node)
    const { parent } = at
    if (!isClass(parent) || parent.superClass !== at) continue
    const subclass = { home, node: parent }
    classes.push(subclass)
    if (depth === 0) {
      isComplete = false
      continue
    }
    const further = findClassesBelow(program, subclass, depth - 1)
    classes.push(...further.classes)
    isComplete &&= further.isComplete
  }
  return { classes, isComplete }
}

/** Base classes in sight, nearest first. */
export function findBases(program: SourceProgram, ref: ClassRef): { readonly classes: readonly ClassRef[]; readonly isComplete: boolean } {
  const classes: ClassRef[] = []
  let at = ref
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const base = findBase(program, at)
    if (base === null) return { classes, isComplete: true }
    if (base === 'unseen') break
    classes.push(base)
    at = base
  }
  return { classes, isComplete: false }
}

/** Is the class one that only its own function can name? */
export function isLocalClass(node: ClassNode): boolean {
  return enclosingFunction(node) !== null
}
