import { basename } from 'node:path'

import type { Reach } from '../analysis/reach-fetch.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { mentionsFetch, type FetchNames } from '../catalog/history-fetches.ts'
import { mentionsRelative, pathOf, type FileText } from '../project/file-cache.ts'

/** The option that both history rules have. */
export const fetchesSchema = {
  type: 'array',
  items: { type: 'string' },
  description: 'Further calls that fetch a whole history, by the end of their dotted name: `api.loadThread`, `loadThread`.',
} as const

export function fetchNames(fetches: readonly string[]): FetchNames {
  return { extra: fetches }
}

/** A cheap look: can the file itself, or one that it imports, hold a fetch? */
export function mayReachFetch(file: SourceFile, names: FetchNames): boolean {
  return mentionsRelative(file.text) || mentionsFetch(file.text, names)
}

const plainAnswers = new WeakMap<FileText, boolean>()

/** Does a file of the neighbourhood mention a fetch? Asked of the same files again and again, so the answer is kept with the text. */
export function createFetchTest(names: FetchNames): (found: FileText) => boolean {
  return (found) => {
    if (names.extra.length > 0) return mentionsFetch(found.text, names)
    const known = plainAnswers.get(found)
    if (known !== undefined) return known
    const answer = mentionsFetch(found.text, names)
    plainAnswers.set(found, answer)
    return answer
  }
}

/** The way from hot code to the fetch, as a reader follows it: `"tool.execute.after"` → `runPost` (post.ts) → `build` (transcript.ts) */
export function describePath(label: string, reach: Reach, root: SourceFile): string {
  const steps = reach.path.map(({ name, file }) => {
    const path = file === root ? null : pathOf(file)
    return path === null ? `\`${name}\`` : `\`${name}\` (${basename(path)})`
  })
  return [label, ...steps].join(' → ')
}
