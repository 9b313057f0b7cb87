import type { ScanResult } from '../scan-result.ts'

/** The result as an object of our own: everything that is known of the scan. */
export function formatJson(result: ScanResult): string {
  const { root, preset, files, seconds, reports, unparsable, unreadable, crashed, leftOut, known } = result
  const missing = leftOut.map(({ parser, files: its }) => ({ parser, files: its.length }))
  return `${JSON.stringify({ root, preset, files, seconds, reports, unparsable, unreadable, crashed, leftOut: missing, known }, null, 2)}\n`
}
