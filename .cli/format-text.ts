import type { Report, Trouble } from './lint-files.ts'
import type { ScanResult } from './scan-result.ts'

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
    items.length === 0 ? [] : [[paint('yellow', title), ...items.map((item) => `  ${item.file}: ${item.message.split('\n')[0] ?? ''}`)].join('\n')]
  return [
    ...list(`${count(result.unparsable.length, 'file')} could not be parsed:`, result.unparsable),
    ...list(`${count(result.unreadable.length, 'file or folder', 'files or folders')} could not be read:`, result.unreadable),
    ...list(`A rule failed on ${count(result.crashed.length, 'file')}; please report this as a bug:`, result.crashed),
    ...result.leftOut.map(({ parser, files }) => paint('yellow', `${count(files.length, 'component')} left out: \`npm install --save-dev ${parser}\` to have them read.`)),
  ]
}

function formatSummary(result: ScanResult, paint: Paint): string {
  const scanned = `${count(result.files, 'file')}, ${result.seconds.toFixed(1)} s, preset \`${result.preset}\``
  if (result.files === 0 && result.reports.length === 0) return `${paint('red', 'Nothing was linted')}.`
  if (result.reports.length === 0) {
    const isWhole = result.unparsable.length + result.unreadable.length + result.crashed.length + result.leftOut.length === 0
    return isWhole ? `${paint('green', 'No leaks found')}: ${scanned}.` : `No leaks found in what could be read: ${scanned}.`
  }
  const perRule = new Map<string, number>()
  for (const { rule } of result.reports) perRule.set(rule, (perRule.get(rule) ?? 0) + 1)
  const rows = [...perRule].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([rule, times]) => `  ${String(times).padStart(4)}  ${rule}`)
  const filesHit = new Set(result.reports.map((report) => report.file)).size
  return [`${paint('red', count(result.reports.length, 'report'))} in ${count(filesHit, 'file')}: ${scanned}.`, ...rows].join('\n')
}

function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? noun : nouns}`
}
