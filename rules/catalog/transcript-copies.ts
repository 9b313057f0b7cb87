import { words } from '../ast/names.ts'

/** Places that hold a copy on purpose and for a while: an undo step, a draft, what waits to be sent. */
const SET_ASIDE = new Set(['backup', 'checkpoint', 'undo', 'redo', 'snapshot', 'snapshots', 'saved', 'pending', 'queue', 'queued', 'draft', 'export', 'exported', 'stash', 'restore', 'rollback', 'fork', 'branch', 'preview', 'recent', 'last', 'summary', 'summarized', 'compacted', 'truncated', 'windowed', 'visible', 'selected', 'filtered', 'hash', 'signature', 'fingerprint', 'initial', 'buffer', 'search', 'mock', 'test'])

export function isSetAsideName(name: string): boolean {
  return words(name).some((word) => SET_ASIDE.has(word))
}

const RECORDERS = new Set(['recorder', 'recording', 'record', 'logger', 'log', 'archive', 'archiver', 'journal', 'writer', 'persister', 'persistence', 'audit', 'auditor', 'dump', 'exporter'])

/** Names of text that stands for a conversation without holding it, or waits to be handed on. */
const NO_COPY = new Set(['hash', 'signature', 'fingerprint', 'digest', 'checksum', 'etag', 'pending', 'queue', 'queued', 'draft', 'export', 'exported', 'backup', 'mock', 'test', 'clipboard'])

/** Is text kept under such a name no second copy: a hash, or what is about to be written? */
export function isDigestName(name: string): boolean {
  return words(name).some((word) => NO_COPY.has(word))
}

/** Is a class of this name there to write things down: `ChatRecordingService`, `TranscriptLogger`, as against one that manages them? */
export function isRecorderName(name: string): boolean {
  return words(name).some((word) => RECORDERS.has(word))
}

/** Functions that write to a file or a database what they are handed. */
export const WRITES_DOWN: ReadonlySet<string> = new Set(['appendFile', 'appendFileSync', 'writeFile', 'writeFileSync', 'outputFile', 'appendRecord', 'appendLine', 'writeLine', 'insert'])

/** Does a function of this name give back what the object holds, for others to read: `getHistory`, `messages`? A copy made to fork, save or export is wanted. */
export function isGetterName(name: string): boolean {
  const parts = words(name)
  if (parts.some((word) => SET_ASIDE.has(word) || word === 'clone' || word === 'copy' || word === 'save' || word === 'serialize' || word === 'json' || word === 'detach')) return false
  return parts[0] === 'get' || parts[0] === 'read' || parts[0] === 'current' || parts[0] === 'list' || parts.length <= 2
}
