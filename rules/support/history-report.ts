import { basename } from 'node:path'

import type { Reach } from '../analysis/reach-fetch.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { mentionsFetch, type FetchNames } from '../catalog/history-fetches.ts'
import { mentionsNeighbor, type FileLook } from '../program/sources/file-looks.ts'
import { pathOfNode } from '../program/sources/origins.ts'

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
  return mentionsNeighbor(file.text) || mentionsFetch(file.text, names)
}

const plainAnswers = new WeakMap<FileLook, boolean>()

/** Does a file of the neighbourhood mention a fetch? Asked of the same files again and again, so the answer is kept with the text. */
export function createFetchTest(names: FetchNames): (found: FileLook) => boolean {
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
    const path = file === root ? null : pathOfNode(file.ast)
    return path === null ? `\`${name}\`` : `\`${name}\` (${basename(path)})`
  })
  return [label, ...steps].join(' → ')
}
