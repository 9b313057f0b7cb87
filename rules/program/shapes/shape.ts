import type { TSESTree } from '@typescript-eslint/utils'

import type { ClassNode, FunctionNode } from '../../ast/functions.ts'
import type { Variable } from '../../ast/variables.ts'
import type { Declared, Reader } from '../declared.ts'
import type { ProgramFile } from '../view.ts'

/** What is known of a value without types: by its annotation, or by what it is initialized with. */
export type Shape =
  | { readonly kind: 'instance' | 'class'; readonly home: ProgramFile; readonly node: ClassNode }
  | { readonly kind: 'interface'; readonly home: ProgramFile; readonly node: TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeLiteral }
  | { readonly kind: 'object'; readonly home: ProgramFile; readonly node: TSESTree.ObjectExpression }
  | { readonly kind: 'function'; readonly home: ProgramFile; readonly node: FunctionNode }
  | { readonly kind: 'module'; readonly home: ProgramFile }
  | { readonly kind: 'namespace'; readonly home: ProgramFile; readonly node: TSESTree.TSModuleDeclaration }
  /** A list, set, map or iterator of such values: `C[]`, `Map<string, C>`. */
  | { readonly kind: 'list'; readonly of: readonly Shape[] }
  /** Any other value, by the expression that it is. */
  | { readonly kind: 'value'; readonly home: ProgramFile; readonly node: TSESTree.Node }
  /** Of a type that an installed package declares. */
  | { readonly kind: 'foreign' }
  /** A text, a number, an object of the language or its host. */
  | { readonly kind: 'builtin' }

/** Tells shapes. The parts call each other through it, so that none has to import the others in a circle. An empty list: not known. */
export interface Shaper {
  readonly reader: Reader
  ofExpression(home: ProgramFile, node: TSESTree.Node, depth: number): readonly Shape[]
  ofType(home: ProgramFile, node: TSESTree.TypeNode, depth: number): readonly Shape[]
  /** What a name means where it stands for a type: `implements Store`. */
  ofTypeName(home: ProgramFile, name: TSESTree.Identifier, depth: number): readonly Shape[]
  ofVariable(home: ProgramFile, variable: Variable, depth: number): readonly Shape[]
  ofDeclared(declared: Declared, depth: number): readonly Shape[]
  /** What a call of such a value gives. */
  ofCall(home: ProgramFile, callee: Shape, depth: number): readonly Shape[]
  ofMember(shape: Shape, name: string, depth: number): readonly Shape[]
}

/** Values are followed over so many steps: declarations, members, calls. */
export const MAX_STEPS = 16

export const FOREIGN: readonly Shape[] = [{ kind: 'foreign' }]
export const BUILTIN: readonly Shape[] = [{ kind: 'builtin' }]

/** Is it declared by none of the program's files? */
export function isOutside({ kind }: Shape): boolean {
  return kind === 'foreign' || kind === 'builtin'
}

/** The instances that classes make; of others, themselves. */
export function instancesOf(shapes: readonly Shape[]): Shape[] {
  return shapes.flatMap((shape): Shape[] => (shape.kind === 'class' ? [{ ...shape, kind: 'instance' }] : []))
}

/** What lists hold. */
export function elementsOf(shapes: readonly Shape[]): Shape[] {
  return shapes.flatMap((shape) => (shape.kind === 'list' ? shape.of : []))
}
