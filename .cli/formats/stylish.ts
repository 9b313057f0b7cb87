import { styleText } from 'node:util'

import { countFrequencies, describeFrequency } from '../frequency.ts'
import type { Report, Trouble } from '../lint-files.ts'
import { firstLine, type ScanResult } from '../scan-result.ts'

type Style = 'bold' | 'dim' | 'underline' | 'red' | 'green' | 'yellow'
type Paint = (style: Style, text: string) => string

const plain: Paint = (_style, text) => text
const coloured: Paint = (style, text) => styleText(style, text, { validateStream: false })

/** `FORCE_COLOR` and `NO_COLOR` decide, then whether a person is looking. */
export function wantsColour(environment: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused } = environment
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false'
  if (refused !== undefined && refused !== '') return false
  return isTerminal && environment['TERM'] !== 'dumb'
}

/** The result as a person reads it: reports by file, then what was scanned and how often each rule spoke. */
export function formatStylish(result: ScanResult, colour: boolean): string {
  const paint = colour ? coloured : plain
  const blocks = [...groupByFile(result.reports)].map(([file, reports]) => formatFile(file, reports, paint))
  return [...blocks, ...formatTrouble(result, paint), formatSummary(result, paint)].join('\n\n') + '\n'
}

function groupByFile(reports: readonly Report[]): Map<string, Report[]> {
  const groups = new Map<string, Report[]>()
  for (const report of reports) {
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
  const list = (title: string, items: readonly Trouble[]): string[] =>
    items.length === 0 ? [] : [[paint('yellow', title), ...items.map((item) => `  ${item.file}: ${firstLine(item.message)}`)].join('\n')]
  return [
    ...list(`${count(result.unparsable.length, 'file')} could not be parsed:`, result.unparsable),
    ...list(`${count(result.unreadable.length, 'file or folder', 'files or folders')} could not be read:`, result.unreadable),
    ...list(`A rule failed on ${count(result.crashed.length, 'file')}; please report this as a bug:`, result.crashed),
    ...result.leftOut.map(({ parser, files }) => paint('yellow', `${count(files.length, 'component')} left out: \`npm install --save-dev ${parser}\` to have them read.`)),
  ]
}

function formatSummary(result: ScanResult, paint: Paint): string {
  const { reports, leftOut, files } = result
  const scanned = `${count(files, 'file')}, ${result.seconds.toFixed(1)} s, preset \`${result.preset}\``
  const known = formatKnown(result)
  if (files === 0 && reports.length === 0) return `${paint('red', 'Nothing was linted')}.`
  if (reports.length === 0) {
    const isWhole = result.unparsable.length + result.unreadable.length + result.crashed.length + leftOut.length === 0
    const none = known === '' ? 'No leaks found' : 'No new leaks found'
    return `${isWhole ? paint('green', none) : `${none} in what could be read`}: ${scanned}.${known}`
  }
  const perRule = new Map<string, number>()
  for (const { rule } of reports) perRule.set(rule, (perRule.get(rule) ?? 0) + 1)
  const row = (times: number, what: string): string => `  ${String(times).padStart(4)}  ${what}`
  const rules = [...perRule].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([rule, times]) => row(times, rule))
  const frequencies = countFrequencies(reports).map(([frequency, times]) => row(times, describeFrequency(frequency)))
  const filesHit = new Set(reports.map((report) => report.file)).size
  const headline = `${paint('red', count(reports.length, 'report'))} in ${count(filesHit, 'file')}: ${scanned}.${known}`
  return [headline, ...rules, 'How often they grow:', ...frequencies].join('\n')
}

function formatKnown({ known: { inBaseline, before, gone } }: ScanResult): string {
  const parts = [
    ...(inBaseline > 0 ? [` ${count(inBaseline, 'report')} in the baseline.`] : []),
    ...(before > 0 ? [` ${count(before, 'report')} there before.`] : []),
    ...(gone > 0 ? [` ${count(gone, 'entry', 'entries')} of the baseline ${gone === 1 ? 'is' : 'are'} gone: \`--update-baseline\` takes ${gone === 1 ? 'it' : 'them'} out.`] : []),
  ]
  return parts.join('')
}

function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? noun : nouns}`
}
