import { dirname, relative } from 'node:path'

import type { TSESTree } from '@typescript-eslint/utils'
import type ts from 'typescript'

import { isRecord } from '../../ast/type-guards.ts'

/** The TypeScript program behind a typed lint run. Only its objects are used: `typescript` itself is never loaded. */
export interface TypedProgram {
  readonly program: ts.Program
  readonly checker: ts.TypeChecker
  /** The TypeScript node that an ESTree node of the linted file was made from. */
  toTypeScript(node: TSESTree.Node): ts.Node | null
}

interface Services {
  readonly program: ts.Program
  readonly esTreeNodeToTSNodeMap: { get(node: TSESTree.Node): ts.Node | undefined }
}

/** The program that the parser services give, or null in an untyped run, another host or another parser. */
export function typedProgramOf(services: unknown): TypedProgram | null {
  if (!hasProgram(services)) return null
  const { program, esTreeNodeToTSNodeMap } = services
  return {
    program,
    // The first to ask makes the program bind all its files: whoever has no question must not.
    get checker() {
      return program.getTypeChecker()
    },
    toTypeScript: (node) => esTreeNodeToTSNodeMap.get(node) ?? null,
  }
}

function hasProgram(services: unknown): services is Services {
  return isRecord(services) && isRecord(services.program) && isRecord(services.esTreeNodeToTSNodeMap)
}

/** `ts.SymbolFlags.Alias`: the same in every TypeScript since 1.5. */
const ALIAS = 2_097_152

/** The symbol that a node names, followed through imports and re-exports to its declaration. */
export function symbolAt(checker: ts.TypeChecker, node: ts.Node): ts.Symbol | null {
  const symbol = checker.getSymbolAtLocation(node)
  return symbol ? aliasTarget(checker, symbol) : null
}

/** What an imported or re-exported symbol stands for; any other stands for itself. */
export function aliasTarget(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ALIAS) !== 0 ? checker.getAliasedSymbol(symbol) : symbol
}

/** Do two symbols stand for the same declaration? A member of a generic class has another symbol in each of its instances. */
export function isSameSymbol(one: ts.Symbol | null, other: ts.Symbol): boolean {
  if (!one || one === other) return one === other
  const [declaration] = other.declarations ?? []
  return declaration !== undefined && (one.declarations ?? []).includes(declaration)
}

/** Does the file name the identifier anywhere? TypeScript keeps every identifier of a file in a table (internal, but there since 2.0). */
export function hasIdentifier(file: ts.SourceFile, name: string): boolean {
  const identifiers: unknown = 'identifiers' in file ? file.identifiers : null
  return identifiers instanceof Map ? identifiers.has(name) : file.text.includes(name)
}

/** The program's own source files that name an identifier, without declarations and installed packages. */
export function filesNaming({ program }: TypedProgram, name: string): ts.SourceFile[] {
  return program.getSourceFiles().filter((file) => !file.isDeclarationFile && hasIdentifier(file, name) && !program.isSourceFileFromExternalLibrary(file))
}

/** A file's path below its tsconfig: what lies above it (a checkout in a folder called `tests`) says nothing about the file. */
export function pathInProgram({ program }: TypedProgram, file: ts.SourceFile): string {
  const { configFilePath } = program.getCompilerOptions()
  return relative(typeof configFilePath === 'string' ? dirname(configFilePath) : program.getCurrentDirectory(), file.fileName)
}

/** The identifiers of a file that are written `name`, in source order. */
export function identifiersNamed(file: ts.SourceFile, name: string): ts.Node[] {
  const found: ts.Node[] = []
  let at = file.text.indexOf(name)
  while (at >= 0) {
    const node = nodeSpanning(file, at, at + name.length)
    if (node) found.push(node)
    at = file.text.indexOf(name, at + name.length)
  }
  return found
}

/** The innermost node that spans exactly these characters: an identifier has no other inside, an expression perhaps one. */
export function nodeSpanning(source: ts.SourceFile, start: number, end: number): ts.Node | null {
  let at: ts.Node = source
  for (;;) {
    const child: ts.Node | undefined = at.forEachChild((node) => (node.pos <= start && node.end >= end ? node : undefined))
    if (!child) break
    at = child
  }
  return at !== source && at.end === end && at.getStart(source) === start ? at : null
}
