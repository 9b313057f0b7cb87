import { fingerprintsOf } from '../fingerprints.ts'
import type { ScanResult } from '../scan-result.ts'

/** The result as a code quality report of GitLab: an artifact that merge requests show. */
export function formatGitlab({ reports }: ScanResult): string {
  const fingerprints = fingerprintsOf(reports)
  const issues = reports.map(({ file, line, rule, message }, index) => ({
    description: message,
    check_name: rule,
    fingerprint: fingerprints[index],
    severity: 'major',
    location: { path: file, lines: { begin: line } },
  }))
  return `${JSON.stringify(issues, null, 2)}\n`
}
