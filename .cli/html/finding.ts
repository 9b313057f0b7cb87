import type { Certainty } from '../../rules/questions/fact.ts'
import type { Step, StepRole, Story } from '../../rules/support/story.ts'

import { frequencyOf } from '../frequency.ts'
import type { Report } from '../lint-files.ts'
import type { LinkTo } from '../source-links.ts'
import { html, withCode, type Markup } from './markup.ts'

/** What the page needs besides the reports. */
export interface Sources {
  readonly linkTo: LinkTo
  /** The lines of a file; null when it cannot be read any more. */
  readonly linesOf: (file: string) => readonly string[] | null
}

const LINES_AROUND = 2

const ROLES: Readonly<Record<StepRole, string>> = {
  event: 'What brings it',
  key: 'New key',
  growth: 'Growth',
  owner: 'Kept by',
  release: 'Release too weak',
  missing: 'Release missing',
}

const CERTAINTIES: Readonly<Record<Certainty, string>> = { proven: 'Proven', likely: 'Likely', unknown: 'Open' }

/** One report as an item of the list: what is claimed, the picture of its story, and each step with its code. */
export function renderFinding(report: Report, rank: number, sources: Sources): Markup {
  const { rule, file, line, message, story } = report
  const id = `finding-${String(rank)}`
  const shortRule = rule.replace(/^leaks\//, '')
  return html`<li class="finding" data-rule="${shortRule}" data-folder="${folderOf(file)}" data-certainty="${story?.certainty ?? 'none'}" data-frequency="${frequencyOf(report)}">
<article aria-labelledby="${id}">
<h3 id="${id}"><span class="rank">${rank}</span> <span>${titleOf(report)}</span></h3>
<p class="facts">${renderFacts(report)}</p>
<p class="message">${withCode(message)}</p>
${story && story.steps.length > 0 ? renderPicture(report, story, id) : null}
<details${rank === 1 ? html` open` : null}><summary>The code<span class="hidden"> of ${id.replace('-', ' ')}</span></summary>
<ol class="steps">
${story && story.steps.length > 0 ? story.steps.map((step, index) => renderStep(step, report, `${id}-${String(index)}`, sources)) : renderPlace(report, sources)}
</ol></details>
<p class="place"><a href="${sources.linkTo(file, line)}">${file}:${line}</a> · <code>${shortRule}</code></p>
</article></li>`
}

/** The name that the message begins with, else the file's. */
function titleOf({ message, file }: Report): Markup {
  const name = /`([^`]+)`/.exec(message)?.[1]
  return name === undefined ? html`${file}` : html`<code>${name}</code>`
}

function renderFacts({ story }: Report): Markup[] {
  if (!story) return []
  const { often, certainty, retained } = story
  return [
    html`<span class="fact often">${withCode(often)}</span> `,
    ...renderCertainty(certainty),
    ...(retained === null ? [] : [html`<span class="fact">keeps ${withCode(retained)}</span>`]),
  ]
}

function renderCertainty(certainty: Certainty | null): Markup[] {
  return certainty === null ? [] : [html`<span class="fact ${certainty}">${CERTAINTIES[certainty]}</span> `]
}

/** From what brings the code again to the release that is missing, as a row of boxes that lead to the code. */
function renderPicture({ file }: Report, { steps }: Story, id: string): Markup {
  const boxes = steps.map(
    (step, index) => html`<li class="box ${step.role} ${step.certainty ?? ''}"><a href="#${id}-${index}"><span class="role">${ROLES[step.role]}</span>
<span class="what">${withCode(step.text)}</span> <span class="where">${nameOf(step.path ?? file)}:${step.line}</span></a></li>`,
  )
  return html`<ol class="picture" aria-label="How it grows">
${boxes}
</ol>`
}

function renderStep({ role, text, certainty, path, line }: Step, report: Report, id: string, sources: Sources): Markup {
  const file = path ?? report.file
  return html`<li class="step ${role}" id="${id}" tabindex="-1"><p><strong>${ROLES[role]}</strong> ${renderCertainty(certainty)}
${withCode(text)} · <a href="${sources.linkTo(file, line)}">${file}:${line}</a></p>
${renderCode(file, line, sources)}</li>`
}

function renderPlace({ file, line }: Report, sources: Sources): Markup {
  return html`<li class="step">${renderCode(file, line, sources)}</li>`
}

function renderCode(file: string, line: number, { linesOf }: Sources): Markup | null {
  const lines = linesOf(file)
  if (!lines) return null
  const first = Math.max(1, line - LINES_AROUND)
  const shown = lines.slice(first - 1, line + LINES_AROUND)
  const rows = shown.map((text, index) => {
    const row = html`<span class="number">${String(first + index).padStart(4)}</span> ${text}`
    return first + index === line ? html`<mark>${row}</mark>` : html`<span class="row">${row}</span>`
  })
  return html`<pre><code>${rows}</code></pre>`
}

function nameOf(file: string): string {
  return file.split('/').at(-1) ?? file
}

const FOLDERS_DEEP = 2

/** The folder that a file is filtered by: the first two of its path. */
export function folderOf(file: string): string {
  const folders = file.split('/').slice(0, -1).slice(0, FOLDERS_DEEP)
  return folders.length === 0 ? '.' : folders.join('/')
}
