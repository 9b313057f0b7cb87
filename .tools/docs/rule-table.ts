/** What the table tells of a rule; every rule's `meta` has this shape. */
export interface RuleSummary {
  readonly docs?: { readonly description?: string | undefined; readonly preset?: unknown } | undefined
  readonly hasSuggestions?: boolean | undefined
}

const START = '<!-- rules: written by `npm run docs` -->'
const END = '<!-- end of rules -->'

/** The README's table of rules: those of `recommended` first. */
export function ruleTable(rules: readonly (readonly [name: string, meta: RuleSummary])[]): string {
  const isRecommended = (meta: RuleSummary): boolean => meta.docs?.preset === 'recommended'
  const ordered = [...rules].sort(([a, m], [b, n]) => Number(isRecommended(n)) - Number(isRecommended(m)) || (a < b ? -1 : 1))
  const rows = ordered.map(([name, meta]) => {
    const cells = [`[\`${name}\`](docs/rules/${name}.md)`, meta.docs?.description ?? '', isRecommended(meta) ? '✔' : '', '✔', meta.hasSuggestions === true ? '💡' : '']
    return `| ${cells.join(' | ')} |`
  })
  return [START, '', '| rule | what it does | `recommended` | `strict` | |', '| --- | --- | :-: | :-: | :-: |', ...rows, '', END].join('\n')
}

/** The README with its table replaced by `table`; null when it has no place for one. */
export function withRuleTable(readme: string, table: string): string | null {
  const start = readme.indexOf(START)
  const end = readme.indexOf(END)
  return start >= 0 && end > start ? readme.slice(0, start) + table + readme.slice(end + END.length) : null
}
