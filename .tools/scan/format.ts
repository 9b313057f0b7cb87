import { relative } from 'node:path'

import type { Preset } from './arguments.ts'
import type { LintResult, Report, Unreadable } from './lint-files.ts'

export interface ScanResult extends LintResult {
  readonly root: string
  readonly preset: Preset
  readonly files: number
  readonly seconds: number
}

/** SGR codes: on, off. */
const STYLES = { bold: [1, 22], dim: [2, 22], underline: [4, 24], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const
type Paint = (style: keyof typeof STYLES, text: string) => string

const plain: Paint = (_style, text) => text
const coloured: Paint = (style, text) => `\u001B[${String(STYLES[style][0])}m${text}\u001B[${String(STYLES[style][1])}m`

/** `FORCE_COLOR` and `NO_COLOR` decide, then whether a person is looking. */
export function wantsColour(environment: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused } = environment
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false'
  if (refused !== undefined && refused !== '') return false
  return isTerminal && environment['TERM'] !== 'dumb'
}

/** The result as a person reads it: reports by file, then what was scanned and how often each rule spoke. */
export function formatText(result: ScanResult, colour: boolean): string {
  const paint = colour ? coloured : plain
  const blocks = [...groupByFile(result.reports)].map(([file, reports]) => formatFile(relative(result.root, file) || file, reports, paint))
  return [...blocks, ...formatTrouble(result, paint), formatSummary(result, paint)].join('\n\n') + '\n'
}

export function formatJson(result: ScanResult): string {
  const { root, preset, files, seconds } = result
  const local = <T extends { readonly file: string }>(items: readonly T[]): T[] => items.map((item) => ({ ...item, file: relative(root, item.file) || item.file }))
  return JSON.stringify({ root, preset, files, seconds, reports: local(sorted(result.reports)), unparsable: local(result.unparsable), crashed: local(result.crashed) }, null, 2) + '\n'
}

function sorted(reports: readonly Report[]): Report[] {
  return [...reports].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column))
}

function groupByFile(reports: readonly Report[]): Map<string, Report[]> {
  const groups = new Map<string, Report[]>()
  for (const report of sorted(reports)) {
    const group = groups.get(report.file)
    if (group) group.push(report)
    else groups.set(report.file, [report])
  }
  return groups
}

function formatFile(name: string, reports: readonly Report[], paint: Paint): string {
  const width = Math.max(...reports.map(placeOf).map((place) => place.length))
  const lines = reports.flatMap((report) => [
    `  ${paint('dim', placeOf(report).padStart(width))}  ${paint('red', report.rule)}`,
    `  ${' '.repeat(width)}  ${report.message.replace(/`([^`]+)`/g, (quoted) => paint('bold', quoted))}`,
  ])
  return [paint('underline', name), ...lines].join('\n')
}

function placeOf(report: Report): string {
  return `${String(report.line)}:${String(report.column)}`
}

function formatTrouble(result: ScanResult, paint: Paint): string[] {
  const list = (title: string, items: readonly Unreadable[]): string[] =>
    items.length === 0 ? [] : [[paint('yellow', title), ...items.map((item) => `  ${relative(result.root, item.file) || item.file}: ${item.message.split('\n')[0] ?? ''}`)].join('\n')]
  return [
    ...list(`${count(result.unparsable.length, 'file')} could not be parsed:`, result.unparsable),
    ...list(`A rule failed on ${count(result.crashed.length, 'file')}; please report this as a bug:`, result.crashed),
  ]
}

function formatSummary(result: ScanResult, paint: Paint): string {
  const scanned = `${count(result.files, 'file')}, ${result.seconds.toFixed(1)} s, preset \`${result.preset}\``
  if (result.reports.length === 0) return `${paint('green', 'No leaks found')}: ${scanned}.`
  const perRule = new Map<string, number>()
  for (const { rule } of result.reports) perRule.set(rule, (perRule.get(rule) ?? 0) + 1)
  const rows = [...perRule].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([rule, times]) => `  ${String(times).padStart(4)}  ${rule}`)
  const filesHit = new Set(result.reports.map((report) => report.file)).size
  return [`${paint('red', count(result.reports.length, 'report'))} in ${count(filesHit, 'file')}: ${scanned}.`, ...rows].join('\n')
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`
}
