import type { TSESTree } from '@typescript-eslint/utils'
import type ts from 'typescript'

import { indexSource } from '../analysis/source-index.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { readSource, readText } from './file-cache.ts'
import { parseFile } from './parse-file.ts'
import { stampOf } from './resolve-import.ts'
import { nodeSpanning, type TypedProgram } from './typed-program.ts'

/** A file of the program, as the program has it and as the analysis reads it. */
export interface ProgramFile {
  readonly source: ts.SourceFile
  readonly file: SourceFile
}

/** The linted file; null when its parser does not tell. */
export function lintedProgramFile(typed: TypedProgram, file: SourceFile): ProgramFile | null {
  const source = typed.toTypeScript(file.ast)?.getSourceFile()
  return source ? { source, file } : null
}

const known = new WeakMap<ts.SourceFile, { readonly file: SourceFile | null }>()

/** Another file of the program, parsed once per version of it; null when it does not parse. */
export function readProgramFile(source: ts.SourceFile): ProgramFile | null {
  const before = known.get(source)
  const file = before ? before.file : (readFromDisk(source) ?? parseFile(source.fileName, source.text))
  if (!before) {
    // Also sets the parents of all nodes.
    if (file) indexSource(file)
    known.set(source, { file })
  }
  return file && { source, file }
}

/** The file as others may have read it already, if the disk holds the same text. */
function readFromDisk({ fileName, text }: ts.SourceFile): SourceFile | null {
  const stamp = stampOf(fileName)
  return stamp && readText(stamp)?.text === text ? readSource(stamp) : null
}

/** The TypeScript node that a node of the file was made from. */
export function toTypeScript(typed: TypedProgram, { source }: ProgramFile, node: TSESTree.Node): ts.Node | null {
  return typed.toTypeScript(node) ?? nodeSpanning(source, node.range[0], node.range[1])
}
