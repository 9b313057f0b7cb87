import { createHash } from 'node:crypto'

import type { Report } from './lint-files.ts'

/** What a report is known by when lines have moved: its rule, its file, and the reported line as written. */
export interface Identity {
  readonly file: string
  readonly rule: string
  readonly code: string
}

/** A number for each report that stays the same while its line does, for tools that compare runs. Like lines are told apart by their order. */
export function fingerprintsOf(reports: readonly Report[]): string[] {
  const seen = new Map<string, number>()
  return reports.map((report) => {
    const name = identify(report)
    const times = seen.get(name) ?? 0
    seen.set(name, times + 1)
    return createHash('sha256').update(`${name}\0${String(times)}`).digest('hex').slice(0, 32)
  })
}

/** Splits reports into those that are known and those that are not; each known one covers one report. `gone` is what covers none. */
export function withoutKnown(
  reports: readonly Report[],
  known: readonly Identity[],
  identityOf: (report: Report) => Identity,
): { readonly fresh: readonly Report[]; readonly gone: readonly Identity[] } {
  const open = groupByName(known)
  const fresh = reports.filter((report) => open.get(identify(identityOf(report)))?.pop() === undefined)
  return { fresh, gone: [...open.values()].flat() }
}

function groupByName(known: readonly Identity[]): Map<string, Identity[]> {
  const groups = new Map<string, Identity[]>()
  for (const one of known) {
    const group = groups.get(identify(one))
    if (group) group.push(one)
    else groups.set(identify(one), [one])
  }
  return groups
}

function identify({ file, rule, code }: Identity): string {
  return `${rule}\0${file}\0${code.replace(/\s+/g, ' ')}`
}
