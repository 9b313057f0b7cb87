import type { SourceFile } from '../../ast/source-file.ts'
import { packageFactsAt } from '../../program/package-facts.ts'
import { exitsBelow, serves, servesBelow } from '../../program/serves.ts'
import { findProgramRoot } from '../../program/sources/program-root.ts'
import { sourceFilesAt } from '../../program/sources/source-files.ts'
import type { ProgramView } from '../../program/view.ts'

/** Could the processes that a file's code runs in end by themselves, when nothing is left to do? */
export type ProcessEnd =
  /** Others install the package, and it runs nothing itself: scripts, commands and tests use it. */
  | 'library'
  /** Others install the package, and it is a program as well: it has commands, is started, or ends its process. */
  | 'program'
  /** The package has commands, and none of it listens for anything. */
  | 'command'
  /** The file is in no package: nothing speaks against it. */
  | 'alone'
  /** It serves, and runs until somebody stops it. */
  | 'lasts'
  /** Whatever else it runs in, tests import the module that starts it, or call the function that does. */
  | 'tests-load'
  | 'tests-call'
  | 'unknown'

/** Judges by the package's description, and by whether any of its files opens a server. */
export function judgeProcessEnd(file: SourceFile, view: ProgramView): ProcessEnd {
  if (serves(file)) return 'lasts'
  const { path } = view.root
  const facts = path === null ? null : packageFactsAt(path)
  if (path === null || !facts) return 'alone'
  const isServing = (): boolean => servesBelow(sourceFilesAt(findProgramRoot(path).dir), facts.dir)
  // No timer holds what ends by `process.exit()`; others use what the package offers beside its commands.
  const isOffered = facts.isLibrary && view.isOffered(view.root)
  if (facts.isCommand && !isOffered && exitsBelow(sourceFilesAt(findProgramRoot(path).dir), facts.dir)) return 'unknown'
  // A library may try itself out on a server, or offer one; a server that others may install is started by a script of its own.
  if (facts.isLibrary) {
    if (facts.isStarted && isServing()) return 'lasts'
    return facts.isCommand || facts.isStarted || exitsBelow(sourceFilesAt(findProgramRoot(path).dir), facts.dir) ? 'program' : 'library'
  }
  if (facts.usesServer || isServing()) return 'lasts'
  return facts.isCommand ? 'command' : 'unknown'
}
