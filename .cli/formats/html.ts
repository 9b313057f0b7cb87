import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { renderPage } from '../html/page.ts'
import type { ScanResult } from '../scan-result.ts'
import { createLinks } from '../source-links.ts'

/** The result as one page for people: what to look at first, and each report's story. `output` is where it will lie, if that is known. */
export function formatHtml(result: ScanResult, output: string | null): string {
  // Lives as long as this call: a few files have most of the steps.
  const known = new Map<string, readonly string[] | null>()
  const linesOf = (file: string): readonly string[] | null => {
    if (!known.has(file)) known.set(file, readLines(join(result.root, file)))
    return known.get(file) ?? null
  }
  return renderPage(result, { linkTo: createLinks(result.root, output), linesOf })
}

function readLines(path: string): readonly string[] | null {
  try {
    return readFileSync(path, 'utf8').split(/\r\n|[\r\n\u2028\u2029]/)
  } catch {
    // Gone since it was linted: the page then shows no code of it.
    return null
  }
}
