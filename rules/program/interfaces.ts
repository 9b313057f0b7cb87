import type { TSESTree } from '@typescript-eslint/utils'

import { indexSource } from '../analysis/source-index.ts'
import { isClass, type ClassNode } from '../ast/functions.ts'
import { findBases } from './classes.ts'
import { MAX_STEPS, type Shape } from './shapes/shape.ts'
import type { SourceProgram } from './sources/source-program.ts'
import type { ClassRef, ProgramFile } from './view.ts'

export type InterfaceShape = Extract<Shape, { kind: 'interface' }>

/** What a class says it implements, those of its bases and of the interfaces themselves included; `isCut` when some of that is out of sight. */
export interface Interfaces {
  readonly shapes: readonly InterfaceShape[]
  readonly isCut: boolean
}

export function interfacesOf(program: SourceProgram, ref: ClassRef): Interfaces {
  const shapes: InterfaceShape[] = []
  const bases = findBases(program, ref)
  let isCut = !bases.isComplete
  const add = (home: ProgramFile, names: readonly { readonly expression: TSESTree.Node }[]): void => {
    for (const { expression } of names) {
      const found = expression.type === 'Identifier' ? program.shaper.ofTypeName(home, expression, MAX_STEPS) : []
      if (found.length === 0) isCut = true
      for (const shape of found) {
        if (shape.kind === 'foreign') isCut = true
        if (shape.kind !== 'interface' || shapes.some(({ node }) => node === shape.node)) continue
        shapes.push(shape)
        if (shape.node.type === 'TSInterfaceDeclaration') add(shape.home, shape.node.extends ?? [])
      }
    }
  }
  for (const { home, node } of [ref, ...bases.classes]) add(home, node.implements ?? [])
  return { shapes, isCut }
}

/** More files than this name it: who implements it is not looked for. */
const MAX_FILES = 60

/** Is a class the only one in the program that says it implements an interface? */
export function isOnlyImplementor(program: SourceProgram, { home, node }: ClassRef, shape: InterfaceShape): boolean {
  if (shape.node.type !== 'TSInterfaceDeclaration' || program.files?.isComplete !== true) return false
  const { name } = shape.node.id
  const paths = program.mentioning(home, name)
  if (paths.length > MAX_FILES) return false
  const others = paths.map((path) => program.open(path))
  return [home, ...others].every((other) => other !== null && indexSource(other.file).classes.every((one) => one === node || !implementsName(one, name)))
}

function implementsName(node: ClassNode, name: string): boolean {
  return isClass(node) && (node.implements ?? []).some(({ expression }) => expression.type === 'Identifier' && expression.name === name)
}

/** Does the interface itself write a member of that name? */
export function hasSignature({ node }: InterfaceShape, name: string): boolean {
  const members = node.type === 'TSTypeLiteral' ? node.members : node.body.body
  return members.some((member) => 'key' in member && member.key.type === 'Identifier' && member.key.name === name)
}

/** The name under which files write the interface; null for one that has none. */
export function nameOfInterface({ node }: InterfaceShape): string | null {
  if (node.type === 'TSInterfaceDeclaration') return node.id.name
  return node.parent.type === 'TSTypeAliasDeclaration' ? node.parent.id.name : null
}
