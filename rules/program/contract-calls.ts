import { unwrap } from '../ast/unwrap.ts'
import { isBuiltIn, placesOfMember } from './member-uses.ts'
import { hasSignature, nameOfInterface, type InterfaceShape } from './interfaces.ts'
import type { SourceProgram } from './sources/source-program.ts'
import { Written } from './sources/word-index.ts'
import type { ProgramFile, Site } from './view.ts'

/** So many files are read for who calls through an interface: those that name it first. */
const MAX_FILES = 24

/**
 * Uses of a member through an interface: `tool.run` where `tool` is declared a `Tool`. Each may mean any object or class of that type, so all are
 * `possible`. The interface must write the member itself. Looks at 24 files that name the member, those that name the interface too before others.
 */
export function findUsesThroughInterface(program: SourceProgram, home: ProgramFile, shapes: readonly InterfaceShape[], name: string): Site[] {
  const named = shapes.filter((shape) => hasSignature(shape, name))
  if (named.length === 0) return []
  const paths = program.mentioning(home, name).filter((path) => program.files?.mentions(path, name, Written.asMember) === true)
  const names = named.flatMap((shape) => nameOfInterface(shape) ?? [])
  const isNear = (path: string): boolean => names.some((one) => program.files?.mentions(path, one) === true)
  const ordered = [...paths.filter(isNear), ...paths.filter((path) => !isNear(path))].slice(0, MAX_FILES)
  const files = [home, ...ordered.flatMap((path) => program.open(path) ?? [])]
  return files.flatMap((file) => placesOfMember(file, name).flatMap(({ node, receiver }): Site[] => {
    if (isBuiltIn(file, unwrap(receiver))) return []
    const isMeant = program.shapesOf({ home: file, node: receiver }).some((shape) => shape.kind === 'interface' && named.some((one) => one.node === shape.node))
    return isMeant ? [{ home: file, node, match: 'possible' }] : []
  }))
}
