import { byUrgency, countFrequencies, describeFrequency } from '../frequency.ts'
import type { Report } from '../lint-files.ts'
import { troublesOf, type ScanResult } from '../scan-result.ts'
import { folderOf, renderFinding, type Sources } from './finding.ts'
import { html, trusted, type Markup } from './markup.ts'
import { SCRIPT } from './script.ts'
import { STYLE } from './style.ts'

/** The whole report as one page that needs nothing else: the most urgent first, with filters. */
export function renderPage(result: ScanResult, sources: Sources): string {
  const reports = [...result.reports].sort(byUrgency)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>Memory leaks: ${count(reports.length, 'report')}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
<header>
<h1>${reports.length === 0 ? 'No leaks found' : count(reports.length, 'possible memory leak')}</h1>
<p>${count(result.files, 'file')} linted with the preset <code>${result.preset}</code>${renderKnown(result)}.</p>
${renderFrequencies(reports)}
</header>
<main>
${reports.length === 0 ? null : renderFilters(reports)}
<h2 id="findings" tabindex="-1">Findings</h2>
<p class="hint">What grows most often comes first; then what keeps most alive, and what is best proven.</p>
<ol class="findings">
${reports.map((report, index) => renderFinding(report, index + 1, sources))}
</ol>
${renderTroubles(result)}
</main>
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`
  return page.markup
}

function renderKnown({ known: { inBaseline, before } }: ScanResult): string {
  const parts = [...(inBaseline > 0 ? [`${String(inBaseline)} more in the baseline`] : []), ...(before > 0 ? [`${String(before)} more there before`] : [])]
  return parts.map((part) => `, ${part}`).join('')
}

/** How many grow how often, as bars with their numbers in words. */
function renderFrequencies(reports: readonly Report[]): Markup | null {
  const counted = countFrequencies(reports)
  const most = Math.max(...counted.map(([, times]) => times))
  const rows = counted.map(
    ([frequency, times]) => html`<div class="bar"><dt>${capitalize(describeFrequency(frequency))}</dt>
<dd><span class="length" style="width: ${Math.round((100 * times) / most)}%"></span><span>${times}</span></dd></div>`,
  )
  return rows.length === 0 ? null : html`<h2>How often they grow</h2>
<dl class="bars">
${rows}
</dl>`
}

function renderFilters(reports: readonly Report[]): Markup {
  const rules = valuesOf(reports, ({ rule }) => rule.replace(/^leaks\//, ''))
  const folders = valuesOf(reports, ({ file }) => folderOf(file))
  const certainties = valuesOf(reports, ({ story }) => story?.certainty ?? 'none')
  const named: Readonly<Record<string, string>> = { proven: 'Proven', likely: 'Likely', unknown: 'A fact is open', none: 'Not told' }
  return html`<form class="filters" aria-label="Filter the findings">
${renderSelect('rule', 'Rule', rules, (value) => value)}
${renderSelect('folder', 'Folder', folders, (value) => value)}
${renderSelect('certainty', 'Certainty', certainties, (value) => named[value] ?? value)}
<button type="reset">Show all</button>
<p role="status" id="shown">${reports.length} of ${reports.length} shown</p>
</form>`
}

function renderSelect(name: string, label: string, values: readonly (readonly [string, number])[], wordsOf: (value: string) => string): Markup {
  const options = values.map(([value, times]) => html`<option value="${value}">${wordsOf(value)} (${times})</option>`)
  return html`<label>${label} <select name="${name}"><option value="">All</option>${options}</select></label>`
}

function valuesOf(reports: readonly Report[], valueOf: (report: Report) => string): [string, number][] {
  const times = new Map<string, number>()
  for (const report of reports) times.set(valueOf(report), (times.get(valueOf(report)) ?? 0) + 1)
  return [...times].sort(([a], [b]) => (a < b ? -1 : 1))
}

function renderTroubles(result: ScanResult): Markup | null {
  const items = [
    ...troublesOf(result).map(({ file, message }) => html`<li><code>${file}</code>: ${message}</li>`),
    ...result.leftOut.map(({ parser, files }) => html`<li>${count(files.length, 'component')} left out: <code>${parser}</code> is not installed</li>`),
  ]
  return items.length === 0 ? null : html`<section aria-labelledby="not-linted"><h2 id="not-linted">Not linted</h2>
<ul>
${items}
</ul></section>`
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
