import { dirname, relative } from 'node:path'

import type { TSESTree } from '@typescript-eslint/utils'

import { findExports } from '../../analysis/find-export.ts'
import { resolveValues, startSearch } from '../../analysis/resolve-value.ts'
import type { Neighbors, Value } from '../../analysis/search.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { kindOfPath } from '../../catalog/file-kinds.ts'
import { createShaper } from '../shapes/create-shaper.ts'
import { MAX_STEPS, type Shape, type Shaper } from '../shapes/shape.ts'
import type { Place, ProgramFile } from '../view.ts'
import type { SourceFiles } from './source-files.ts'

/** A question follows an expression over so many steps. */
const MAX_VALUE_STEPS = 3000
/** For one linted file, so many others are parsed that are not at hand; after them the program's answers are incomplete. */
const MAX_PARSED = 80

/**
 * The linted file among the files of its program: which file an import means, which files have a word, what an expression denotes across files. The
 * linted file counts as its editor has it, every other as it is on the disk.
 */
export class SourceProgram {
  readonly root: ProgramFile
  readonly files: SourceFiles | null
  readonly #homes = new WeakMap<SourceFile, ProgramFile>()
  readonly #neighbors: Neighbors
  readonly #values = new WeakMap<TSESTree.Node, readonly Value[]>()
  /** Tells what receivers are. */
  readonly shaper: Shaper = createShaper({ openImport: (from, specifier) => this.openImport(from, specifier) })
  /** Where paths that tell tests from production begin: a linted test, example or fixture is the production of its own folder. */
  readonly #base: string
  readonly #isOnDisk: boolean
  #parsesLeft = MAX_PARSED

  constructor(file: SourceFile, path: string | null, files: SourceFiles | null, isOnDisk = files !== null) {
    this.files = files
    this.#isOnDisk = isOnDisk
    this.#base = path === null || !files ? '' : kindOfPath(relative(files.root, path)) === 'production' ? files.root : dirname(path)
    this.root = { path, file, kind: 'production' }
    this.#homes.set(file, this.root)
    this.#neighbors = {
      open: (from, specifier) => {
        const target = this.resolve(this.homeOf(from), specifier)
        return target === null ? null : (this.open(target)?.file ?? null)
      },
      mayHold: () => true,
      mayExport: (from, specifier, name) => {
        const target = this.resolve(this.homeOf(from), specifier)
        return target !== null && (this.files?.mentions(target, name) === true || this.passesAllOn(target))
      },
    }
  }

  homeOf(file: SourceFile): ProgramFile {
    const known = this.#homes.get(file)
    if (known) return known
    const path = this.files?.pathOf(file) ?? null
    const home: ProgramFile = { path, file, kind: path === null ? 'production' : kindOfPath(relative(this.#base, path)) }
    this.#homes.set(file, home)
    return home
  }

  open(path: string): ProgramFile | null {
    if (path === this.root.path) return this.root
    if (!this.files || (!this.files.isParsed(path) && this.#parsesLeft-- <= 0)) return null
    const file = this.files.parse(path)
    return file ? this.homeOf(file) : null
  }

  /** The path of the file that an import of `home` means. */
  resolve({ path }: Pick<ProgramFile, 'path'>, specifier: string): string | null {
    return path === null || !this.files ? null : this.files.resolve(path, specifier)
  }

  /** The file that an import means: `foreign` for what is not relative and not found, an installed package; null for what is not to be had. */
  openImport(from: ProgramFile, specifier: string): ProgramFile | 'foreign' | null {
    const target = this.resolve(from, specifier)
    if (target !== null) return this.open(target)
    return specifier.startsWith('.') ? null : 'foreign'
  }

  /** Files other than `home` that have a word; the linted one as its editor has it. */
  mentioning(home: ProgramFile, word: string): string[] {
    const { path: linted, file } = this.root
    const others = (this.#isOnDisk && this.files ? this.files.mentioning(word) : []).filter((path) => path !== home.path && path !== linted)
    return linted !== null && linted !== home.path && file.text.includes(word) ? [linted, ...others] : others
  }

  /** Can every file be looked at that may name something? Nobody knows who imports a text that is on no disk. */
  get seesAll(): boolean {
    return this.#isOnDisk && this.files?.isComplete === true
  }

  passesAllOn(path: string): boolean {
    const home = this.open(path)
    return home !== null && findExports(home.file).stars.length > 0
  }

  /** What an expression denotes, through variables, parameters, members, factories and imports. */
  valuesOf({ home, node }: Place): readonly Value[] {
    const known = this.#values.get(node)
    if (known) return known
    const search = startSearch(home.file, this.#neighbors)
    search.stepsLeft = MAX_VALUE_STEPS
    const values = resolveValues(search, home.file, node, null)
    this.#values.set(node, values)
    return values
  }

  /** What is known of an expression, by annotations and by what it is initialized with. */
  shapesOf({ home, node }: Place): readonly Shape[] {
    return this.shaper.ofExpression(home, node, MAX_STEPS)
  }

  /** Are two nodes the same, also when one of their files was parsed anew in between? */
  isSame(a: Place, b: Place): boolean {
    if (a.node === b.node) return true
    return a.home.path !== null && a.home.path === b.home.path && a.node.type === b.node.type && a.node.range[0] === b.node.range[0] && a.node.range[1] === b.node.range[1]
  }
}
