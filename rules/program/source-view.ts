import type { Value } from '../analysis/search.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { constantInit, findVariable } from '../ast/variables.ts'
import { findCallers, findConstructions, findUsesInFamily, type Callers } from './callers.ts'
import { findBase, findSubclasses, type Subclasses } from './classes.ts'
import { contractOf } from './contracts.ts'
import { findEntries } from './entries.ts'
import { findUsesOfExport, findUsesOfVariable } from './export-uses.ts'
import { isImported, isOffered } from './importers.ts'
import { findCallsOfMember } from './member-calls.ts'
import { hasParser } from './sources/parse.ts'
import { findProgramRoot } from './sources/program-root.ts'
import { sourceFilesAt } from './sources/source-files.ts'
import { SourceProgram } from './sources/source-program.ts'
import { stampOf } from './sources/list-files.ts'
import type { BindingRef, ClassRef, Definition, Entries, FunctionRef, Place, ProgramFile, ProgramView, Site, Sites } from './view.ts'

const views = new WeakMap<SourceFile, SourceView>()

/** The view of the program around a linted file. Nothing is read from the disk before the first question. */
export function createProgramView(file: SourceFile, path: string): ProgramView {
  const known = views.get(file) ?? new SourceView(file, path)
  views.set(file, known)
  return known
}

class SourceView implements ProgramView {
  readonly #file: SourceFile
  readonly #path: string
  #program: SourceProgram | null = null
  #isOnDisk = false
  readonly #callers = new WeakMap<object, Callers>()
  readonly #memberCalls = new WeakMap<object, Callers>()
  readonly #constructions = new WeakMap<object, Callers>()

  constructor(file: SourceFile, path: string) {
    this.#file = file
    this.#path = path
  }

  /** Of a text that is on no disk the imports are followed, but nobody imports it. */
  get #own(): SourceProgram {
    this.#program ??= this.#open()
    return this.#program
  }

  #open(): SourceProgram {
    if (!hasParser()) return new SourceProgram(this.#file, null, null)
    this.#isOnDisk = stampOf(this.#path) !== null
    return new SourceProgram(this.#file, this.#path, sourceFilesAt(findProgramRoot(this.#path).dir), this.#isOnDisk)
  }

  get root(): ProgramFile {
    return this.#own.root
  }

  get hasOthers(): boolean {
    return (this.#own.files?.count ?? 0) > 1 && this.#isOnDisk
  }

  homeOf(file: SourceFile): ProgramFile {
    return this.#own.homeOf(file)
  }

  constructionsOf(ref: ClassRef): Callers {
    const known = this.#constructions.get(ref.node) ?? findConstructions(this.#own, ref)
    this.#constructions.set(ref.node, known)
    return known
  }

  callersOf(ref: FunctionRef): Callers {
    const known = this.#callers.get(ref.node) ?? findCallers(this.#own, ref)
    this.#callers.set(ref.node, known)
    return known
  }

  callsOfMember(place: Place): Callers {
    const known = this.#memberCalls.get(place.node) ?? findCallsOfMember(this.#own, place)
    this.#memberCalls.set(place.node, known)
    return known
  }

  isCalledByPackage(ref: FunctionRef): boolean {
    return contractOf(this.#own, ref).isForeign
  }

  subclassesOf(ref: ClassRef): Subclasses {
    return findSubclasses(this.#own, ref)
  }

  baseOf(ref: ClassRef): ClassRef | 'unseen' | null {
    return findBase(this.#own, ref)
  }

  usesOf(ref: BindingRef): Sites {
    switch (ref.kind) {
      case 'variable':
        return findUsesOfVariable(this.#own, ref.home, ref.variable)
      case 'member':
        return findUsesInFamily(this.#own, { home: ref.home, node: ref.owner }, ref.name)
      case 'property': {
        const uses = findUsesOfVariable(this.#own, ref.home, ref.variable)
        return { sites: uses.sites.flatMap((site) => memberOf(site, ref.name)), isComplete: uses.isComplete }
      }
      case 'export':
        return findUsesOfExport(this.#own, ref.home, ref.node)
      default:
        return ref satisfies never
    }
  }

  definitionsOf(place: Place): readonly Definition[] {
    const values = this.#own.valuesOf(place)
    if (values.length > 0) return values.flatMap((value) => this.#definitionOf(value))
    const at = unwrap(place.node)
    const variable = at.type === 'Identifier' ? findVariable(place.home.file, at) : null
    const init = variable && constantInit(variable)
    return init ? [{ kind: 'value', home: place.home, node: init }] : []
  }

  #definitionOf(value: Value): Definition[] {
    const home = this.#own.homeOf(value.file)
    switch (value.kind) {
      case 'function':
        return [{ kind: 'function', home, node: value.node }]
      case 'class':
        return [{ kind: 'class', home, node: value.node }]
      case 'instance':
        return [{ kind: 'instance', home, node: value.node }]
      case 'object':
        return [{ kind: 'object', home, node: value.node }]
      case 'array':
      case 'namespace':
        return [{ kind: 'value', home, node: value.node }]
      case 'module':
        return [{ kind: 'value', home, node: value.file.ast }]
      default:
        return value satisfies never
    }
  }

  importedFile(from: ProgramFile, specifier: string): ProgramFile | null {
    const path = this.#own.resolve(from, specifier)
    return path === null ? null : this.#own.open(path)
  }

  pathOfImport(from: string | null, specifier: string): string | null {
    return this.#own.resolve({ path: from }, specifier)
  }

  isImported(home: ProgramFile): boolean {
    return isImported(this.#own, home)
  }

  isOffered(home: ProgramFile): boolean {
    return isOffered(this.#own, home)
  }

  entriesOf(ref: FunctionRef): Entries {
    return findEntries(this, ref)
  }
}

/** `state.rooms` for the property `rooms` of `state`; the object as a whole handed on is a use of the property too. */
function memberOf(site: Site, name: string): Site[] {
  const at = wrapped(site.node)
  const { parent } = at
  if (parent?.type === 'MemberExpression' && parent.object === at) {
    const isNamed = !parent.computed && parent.property.type === 'Identifier' ? parent.property.name === name : true
    return isNamed ? [{ ...site, node: parent }] : []
  }
  if (parent?.type === 'VariableDeclarator' && parent.id === at) return []
  return parent?.type === 'ExportSpecifier' ? [] : [{ ...site, node: at, match: 'possible' }]
}
