import type { TSESTree } from '@typescript-eslint/utils'

import type { ClassNode, FunctionNode } from '../ast/functions.ts'
import type { SourceFile } from '../ast/source-file.ts'
import type { Variable } from '../ast/variables.ts'

/** One parsed file of the program. */
export interface ProgramFile {
  /** Absolute; null for text that is on no disk. */
  readonly path: string | null
  readonly file: SourceFile
  /** Production code, tests (also fixtures, mocks, stories, benchmarks), or tools of development (build scripts, configuration files). */
  readonly kind: 'production' | 'test' | 'tool'
}

/** A node, and the file it stands in. */
export interface Place {
  readonly home: ProgramFile
  readonly node: TSESTree.Node
}

export interface FunctionRef extends Place {
  readonly node: FunctionNode
}

export interface ClassRef extends Place {
  readonly node: ClassNode
}

/** Something that has a name: a variable, a class's field or method, a property of an object that a variable holds, what a file exports without a variable. */
export type BindingRef =
  | { readonly kind: 'variable'; readonly home: ProgramFile; readonly variable: Variable }
  | { readonly kind: 'member'; readonly home: ProgramFile; readonly owner: ClassNode; readonly name: string; readonly isStatic: boolean }
  | { readonly kind: 'property'; readonly home: ProgramFile; readonly variable: Variable; readonly name: string }
  | { readonly kind: 'export'; readonly home: ProgramFile; /** `connect(read)(Page)` of `export default connect(read)(Page)`. */ readonly node: TSESTree.Node }

/** A place that answers a question. */
export interface Site extends Place {
  /** `certain`: followed by imports and declarations to what was asked for. `possible`: a member of that name on a value that could not be followed. */
  readonly match: 'certain' | 'possible'
}

/** All places that answer a question, those in tests and tools included (`home.kind` tells). */
export interface Sites {
  readonly sites: readonly Site[]
  /** Can there be no other? False at a package's entry, a dynamic access, a bound that was reached, or where there are no files to look at. */
  readonly isComplete: boolean
}

/** A call of a function, or a place that takes it as a value: registers it, hands it on, keeps it. */
export interface Caller extends Site {
  readonly as: 'call' | 'value'
}

/** How code is reached from outside of the program, or by the program's start. */
export interface Entry extends Place {
  readonly how:
    /** A module's own top-level code. */
    | 'load'
    /** An event, a message, a listener's callback, a lifecycle hook of a framework, a tool or hook of a host. */
    | 'event'
    | 'request'
    | 'timer'
    /** A command: of an editor, of a command line, of a bot. */
    | 'command'
    /** Rendering, or an effect of a component. */
    | 'render'
    /** Exported by a package's entry, or a public method of what is: whoever uses the package calls it. */
    | 'api'
    | 'test'
  /** The event's, route's or command's name, where it is written; else null. */
  readonly name: string | null
}

export interface Entries {
  readonly entries: readonly Entry[]
  readonly isComplete: boolean
}

/**
 * The questions that one file can't answer. The providers (the TypeScript program where there is one, else the sources on the disk) answer within
 * bounds; what they could not see they say so by `isComplete: false`. No answer is ever a guess by a name alone: that is a `possible` match.
 */
export interface ProgramView {
  /** The linted file. */
  readonly root: ProgramFile
  /** Are there other files to look at: is the linted file on the disk, in a package, with a parser at hand? */
  readonly hasOthers: boolean
  /** The program's file that a parsed file is; the linted file, or one that this view gave. */
  homeOf(file: SourceFile): ProgramFile
  /** `new C()`, `super()` of a subclass's construction (the subclass's `new`), and places that take the class as a value (`as: 'value'`): containers, decorators, factories. */
  constructionsOf(ref: ClassRef): { readonly sites: readonly Caller[]; readonly isComplete: boolean }
  /** By import, by member on a value known to be of the class or object, by registration as a handler. Own file included. */
  callersOf(ref: FunctionRef): { readonly sites: readonly Caller[]; readonly isComplete: boolean }
  /**
   * Calls of the function that an object's property holds: through the interface that the object is declared to be, `possible`; else by the property's name
   * alone: `options.onJoin(id)`, `certain` where nothing else in production brings a function under that name, nothing for everyday names. `place` is the `Property`.
   */
  callsOfMember(place: Place): { readonly sites: readonly Caller[]; readonly isComplete: boolean }
  /** Is the function a method or property of what is declared to be of a package's type, or is handed to a package in an object? The package calls it. */
  isCalledByPackage(ref: FunctionRef): boolean
  subclassesOf(ref: ClassRef): { readonly classes: readonly ClassRef[]; readonly isComplete: boolean }
  /** The base class; null when there is none, `unseen` when it is not in the program's files. */
  baseOf(ref: ClassRef): ClassRef | 'unseen' | null
  /** Every expression that denotes the binding, own file included. */
  usesOf(ref: BindingRef): Sites
  /** What an expression denotes: functions, classes, instances, objects, in whichever file they are declared. Empty when it can't be followed. */
  definitionsOf(place: Place): readonly Definition[]
  /** The program's file that an import of `from` means; null for a package, or a file that can't be read. */
  importedFile(from: ProgramFile, specifier: string): ProgramFile | null
  /** The path of the file that an import of the file at `from` means, not yet read; null for a package, or where there is none. */
  pathOfImport(from: string | null, specifier: string): string | null
  /** Does a production file of the program import it? What no file imports is loaded by a host, by its path, which uses what it exports. */
  isImported(home: ProgramFile): boolean
  /** Can whoever installs the package come to the file by imports, from one of its entries? */
  isOffered(home: ProgramFile): boolean
  /** How a function is reached: its callers, their callers and so on, up to entries. Within eight calls. */
  entriesOf(ref: FunctionRef): Entries
}

/** What an expression can be. */
export type Definition =
  | ({ readonly kind: 'function' } & FunctionRef)
  | ({ readonly kind: 'class' } & ClassRef)
  /** An instance of a class. */
  | ({ readonly kind: 'instance' } & ClassRef)
  | ({ readonly kind: 'object' } & Place & { readonly node: TSESTree.ObjectExpression })
  /** Any other value, by the expression that it was initialized with. */
  | ({ readonly kind: 'value' } & Place)
