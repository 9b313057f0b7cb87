import { troublesOf, type ScanResult } from '../scan-result.ts'

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
