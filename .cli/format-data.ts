import { pathToFileURL } from 'node:url'

import leaks from '../index.ts'

import type { Trouble } from './lint-files.ts'
import type { ScanResult } from './scan-result.ts'

/** The result as an object of our own: everything that is known of the scan. */
export function formatJson(result: ScanResult): string {
  const { root, preset, files, seconds, reports, unparsable, unreadable, crashed, leftOut } = result
  const missing = leftOut.map(({ parser, files: its }) => ({ parser, files: its.length }))
  return print({ root, preset, files, seconds, reports, unparsable, unreadable, crashed, leftOut: missing })
}

/** The result as SARIF 2.1.0, which code scanning reads; files are named from the scan's root. */
export function formatSarif(result: ScanResult): string {
  const names = [...new Set(result.reports.map(({ rule }) => rule))].sort()
  const troubles = troublesOf(result)
  const run = {
    tool: { driver: { name: leaks.meta.name, version: leaks.meta.version, informationUri: 'https://www.npmjs.com/package/eslint-plugin-leaks', rules: names.map(describeRule) } },
    originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(result.root).href.replace(/\/$/, '')}/` } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: result.crashed.length === 0,
        toolExecutionNotifications: troubles.map(({ file, message }) => ({ level: 'error', message: { text: message }, locations: [place(file)] })),
      },
    ],
    results: result.reports.map(({ file, line, column, rule, message }) => ({
      ruleId: rule,
      ruleIndex: names.indexOf(rule),
      level: 'error',
      message: { text: message },
      locations: [place(file, { startLine: line, startColumn: column })],
    })),
  }
  return print({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] })
}

function place(file: string, region?: { readonly startLine: number; readonly startColumn: number }) {
  const artifactLocation = { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'ROOT' }
  return { physicalLocation: region ? { artifactLocation, region } : { artifactLocation } }
}

function describeRule(id: string) {
  const docs = leaks.rules[id.replace(/^leaks\//, '')]?.meta?.docs
  return { id, shortDescription: { text: docs?.description ?? id }, helpUri: docs?.url }
}

/** The result as workflow commands, which GitHub Actions shows beside the lines. */
export function formatGithub(result: ScanResult): string {
  const reports = result.reports.map(({ file, line, column, rule, message }) => annotate({ file, line: String(line), col: String(column), title: rule }, message))
  const troubles = troublesOf(result).map(({ file, message }) => annotate({ file }, message))
  return [...reports, ...troubles].map((line) => `${line}\n`).join('')
}

function annotate(properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escape(value).replaceAll(':', '%3A').replaceAll(',', '%2C')}`)
  return `::error ${list.join(',')}::${escape(message)}`
}

function escape(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function troublesOf({ unparsable, unreadable, crashed }: ScanResult): Trouble[] {
  return [
    ...unparsable.map(({ file, message }) => ({ file, message: `Could not be parsed: ${message}` })),
    ...unreadable.map(({ file, message }) => ({ file, message: `Could not be read: ${message}` })),
    ...crashed.map(({ file, message }) => ({ file, message: `A rule failed; please report this as a bug: ${message}` })),
  ]
}

function print(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
