import type { SourceFile } from '../../ast/source-file.ts'
import { runsOnlyAtLoad } from '../call-graph.ts'
import type { Host } from '../hosts.ts'
import type { Resource } from './judge-handle.ts'

/**
 * Is the interval meant to run as long as its program: started once, when a page loads or when a program's own entry file
 * runs? A module that others import is no entry: it starts its interval in every program and test that imports it.
 */
export function isMeantToLast(file: SourceFile, interval: Resource, host: Host): boolean {
  if (!runsOnlyAtLoad(file, interval.call)) return false
  return host === 'browser' || isEntryFile(file)
}

/** Is the file a program of its own? Told by its `#!` line. */
function isEntryFile(file: SourceFile): boolean {
  return file.text.startsWith('#!')
}
