import { pathToFileURL } from 'node:url'

import type { CodeFlow, Location, Log, Region, ReportingDescriptor, Result, Run } from 'sarif'

import leaks from '../../index.ts'

import { fingerprintsOf } from '../fingerprints.ts'
import type { Report } from '../lint-files.ts'
import { troublesOf, type ScanResult } from '../scan-result.ts'

/** The result as SARIF 2.1.0, which code scanning reads; files are named from the scan's root, and the witnesses are the flow. */
export function formatSarif(result: ScanResult): string {
  const names = [...new Set(result.reports.map(({ rule }) => rule))].sort()
  const fingerprints = fingerprintsOf(result.reports)
  const run: Run = {
    tool: {
      driver: {
        name: leaks.meta.name,
        version: leaks.meta.version,
        informationUri: 'https://www.npmjs.com/package/eslint-plugin-leaks',
        rules: names.map(describeRule),
      },
    },
    originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(result.root).href.replace(/\/$/, '')}/` } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: result.crashed.length === 0,
        toolExecutionNotifications: troublesOf(result).map(({ file, message }) => ({ level: 'error', message: { text: message }, locations: [place(file)] })),
      },
    ],
    results: result.reports.map((report, index) => toResult(report, names, fingerprints[index] ?? '')),
  }
  const log: Log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }
  return `${JSON.stringify(log, null, 2)}\n`
}

function toResult(report: Report, names: readonly string[], fingerprint: string): Result {
  const { file, line, column, rule, message, story } = report
  return {
    ruleId: rule,
    ruleIndex: names.indexOf(rule),
    level: 'error',
    message: { text: message },
    locations: [place(file, { startLine: line, startColumn: column })],
    partialFingerprints: { 'leaks/v1': fingerprint },
    ...(story && story.steps.length > 0 ? { codeFlows: [flowOf(report, story.steps)] } : {}),
  }
}

function flowOf({ file }: Report, steps: NonNullable<Report['story']>['steps']): CodeFlow {
  const locations = steps.map(({ path, line, text }) => ({ location: { ...place(path ?? file, { startLine: line }), message: { text } } }))
  return { threadFlows: [{ locations }] }
}

function place(file: string, region?: Region): Location {
  const artifactLocation = { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'ROOT' }
  return { physicalLocation: region ? { artifactLocation, region } : { artifactLocation } }
}

function describeRule(id: string): ReportingDescriptor {
  const docs = leaks.rules[id.replace(/^leaks\//, '')]?.meta?.docs
  return { id, shortDescription: { text: docs?.description ?? id }, ...(docs?.url === undefined ? {} : { helpUri: docs.url }) }
}
