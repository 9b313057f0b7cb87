import { OURS, TOPICS, type Case, type Outcome, type Rival } from './comparison.ts'

const START = '<!-- outcome: written by `npm run docs` -->'
const END = '<!-- end of outcome -->'

/** `right`: reports a leak, or lets be what is fine. `none`: does not look for that kind of thing. */
type Verdict = 'right' | 'missed' | 'false report' | 'none'

function judge({ case: one, reportedBy }: Outcome, { name, topics }: Rival): Verdict {
  const isReported = reportedBy.has(name)
  if (!topics.includes(one.topic)) return isReported && !one.isLeak ? 'false report' : 'none'
  if (isReported === one.isLeak) return 'right'
  return one.isLeak ? 'missed' : 'false report'
}

/** What came out, as text: the sums, a table of cases for each kind of resource, and each linter's faults. `versions` are those of the packages, by name. */
export function describeOutcome(outcomes: readonly Outcome[], linters: readonly Rival[], versions: Readonly<Record<string, string>>): string {
  const cases = TOPICS.flatMap((topic) => {
    const own = outcomes.filter(({ case: one }) => one.topic === topic)
    return [`### ${topic[0]?.toUpperCase() ?? ''}${topic.slice(1)}`, '', ...casesTable(own, linters), '']
  })
  const used = ['eslint', ...linters.map(({ packageName }) => packageName)].flatMap((name) => (versions[name] === undefined ? [] : [`${name} ${versions[name]}`]))
  return [START, '', '## In sum', '', ...sumTable(outcomes, linters), '', `Made with ${used.join(', ')}.`, '', '## Case by case', '', ...cases, '## Who is wrong where', '', ...linters.flatMap((linter) => faultsOf(linter, outcomes, linters)), END].join('\n')
}

/** The page with its outcome replaced; null when it has no place for one. */
export function withOutcome(page: string, outcome: string): string | null {
  const start = page.indexOf(START)
  const end = page.indexOf(END)
  return start >= 0 && end > start ? page.slice(0, start) + outcome + page.slice(end + END.length) : null
}

/** Leaks first. Only the linters that have something to say of these. */
function casesTable(outcomes: readonly Outcome[], linters: readonly Rival[]): string[] {
  const asked = linters.filter((linter) => outcomes.some((outcome) => judge(outcome, linter) !== 'none'))
  const rows = [...outcomes].sort((a, b) => Number(b.case.isLeak) - Number(a.case.isLeak)).map((outcome) => {
    const { case: one } = outcome
    return [linkTo(one), one.isLeak ? '**leak**' : 'fine', ...asked.map((linter) => cellOf(judge(outcome, linter), one))]
  })
  return table(['case', '', ...asked.map(({ name }) => name)], rows)
}

function cellOf(verdict: Verdict, { isLeak }: Case): string {
  switch (verdict) {
    case 'right':
      return isLeak ? '✔ reports' : '✔ silent'
    case 'missed':
      return '✘ silent'
    case 'false report':
      return '✘ reports'
    case 'none':
      return ''
    default:
      return verdict satisfies never
  }
}

function sumTable(outcomes: readonly Outcome[], linters: readonly Rival[]): string[] {
  const rows = linters.map((linter) => {
    const own = outcomes.filter((outcome) => linter.topics.includes(outcome.case.topic))
    const leaks = own.filter(({ case: one }) => one.isLeak)
    const wrong = outcomes.filter((outcome) => judge(outcome, linter) === 'false report')
    const found = (isInEffect: boolean): string => {
      const here = leaks.filter(({ case: one }) => one.isInEffect === isInEffect)
      return `${here.filter((outcome) => judge(outcome, linter) === 'right').length} of ${here.length}`
    }
    return [linter.name, linter.topics.join(', '), found(true), found(false), `${wrong.length} of ${own.length - leaks.length}`]
  })
  return table(['', 'looks for', 'leaks found in effects', 'leaks found elsewhere', 'false reports'], rows)
}

function faultsOf(linter: Rival, outcomes: readonly Outcome[], linters: readonly Rival[]): string[] {
  const having = (verdict: Verdict): Outcome[] => outcomes.filter((outcome) => judge(outcome, linter) === verdict)
  const lines = [
    ...having('missed').map((outcome) => `- Silent on a leak: ${linkTo(outcome.case)} (${outcome.case.topic}).${rightOnes(outcome, linter, linters)}`),
    ...having('false report').map((outcome) => `- Reports what is fine: ${linkTo(outcome.case)} (${outcome.case.topic}).`),
  ]
  return [`### ${linter.name === OURS ? 'These rules' : linter.name}`, '', ...(lines.length > 0 ? lines : ['- Nowhere here.']), '']
}

/** Who does report a leak that this one misses. */
function rightOnes(outcome: Outcome, linter: Rival, linters: readonly Rival[]): string {
  const right = linters.filter((other) => other !== linter && judge(outcome, other) === 'right').map(({ name }) => name)
  return right.length > 0 ? ` Right: ${right.join(', ')}.` : ''
}

function linkTo({ file, title }: Case): string {
  return `[${title.replace(/\.$/, '')}](../test/fixtures/comparison/${file})`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)]
}
