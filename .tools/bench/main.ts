import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import type { Linter } from 'eslint'
import leaks from 'eslint-plugin-leaks'

import { growthRows } from './growth/report.ts'
import { heapRows } from './heap.ts'
import { createHosts, measureFile, median, PARSE, type Contender, type Times } from './measure.ts'
import { readSource, SOURCES } from './sources.ts'

const YARDSTICK = 'no-unused-vars'
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, only: { type: 'string' }, rules: { type: 'boolean', default: false }, growth: { type: 'boolean', default: false }, scale: { type: 'string', default: '1' }, heap: { type: 'string' } },
})
if (values.heap !== undefined) {
  print(heapRows(values.heap))
  process.exit()
}
if (values.growth) {
  for (const line of growthRows(values.only ?? '', Number(values.scale))) print([line])
  process.exit()
}
const rounds = Number(values.rounds)
const nodeModules = fileURLToPath(new URL('../../../node_modules', import.meta.url))

/** What users already pay for, both presets, and with `--rules` each rule alone with the options of the first preset it is in. */
const contenders: Contender[] = [
  { name: YARDSTICK, config: { rules: { 'no-unused-vars': 'error' } } },
  ...(values.rules ? Object.keys(leaks.rules) : []).map((name): Contender => {
    const id = `leaks/${name}`
    const entry: Linter.RuleEntry = leaks.configs.recommended.rules?.[id] ?? leaks.configs.strict.rules?.[id] ?? 'error'
    return { name: id, config: { plugins: { leaks }, rules: { [id]: entry } } }
  }),
  { name: 'recommended', config: leaks.configs.recommended },
  { name: 'strict', config: leaks.configs.strict },
]

const hosts = createHosts(contenders)
const all: Times = new Map()
let allLines = 0
const sourceRows: string[] = []
for (const source of SOURCES.filter(({ name }) => values.only === undefined || name === values.only)) {
  const times: Times = new Map()
  let lines = 0
  for (const file of readSource(source, nodeModules)) if (await measureFile(file, hosts, rounds, times)) lines += file.lines
  allLines += lines
  for (const [name, milliseconds] of times) all.set(name, milliseconds.map((value, round) => value + (all.get(name)?.[round] ?? 0)))
  const cells = [PARSE, YARDSTICK, 'recommended', 'strict'].map((name) => perThousand(times, name, lines).toFixed(2))
  sourceRows.push(row([source.name, source.kind, thousands(lines), ...cells, ratio(times, 'recommended')]))
  process.stderr.write(`${source.name} done\n`)
}

const [cpu] = cpus()
print([
  `${thousands(allLines)} lines, medians of ${rounds} rounds, Node ${process.version}, ${String(cpus().length)} × ${cpu?.model.trim() ?? 'unknown processor'}.`,
  '',
  row(['what', 'ms per 1,000 lines', `× ${YARDSTICK}`]),
  row(['---', '--:', '--:']),
  ...[PARSE, ...contenders.map(({ name }) => name)].map((name) => row([`\`${name}\``, perThousand(all, name, allLines).toFixed(3), ratio(all, name)])),
  '',
  row(['source', 'kind', 'lines', PARSE, YARDSTICK, 'recommended', 'strict', 'recommended ×']),
  row(['---', '---', '--:', '--:', '--:', '--:', '--:', '--:']),
  ...sourceRows,
])

function perThousand(times: Times, name: string, lines: number): number {
  return (median(times.get(name) ?? []) / lines) * 1000
}

function ratio(times: Times, name: string): string {
  return (median(times.get(name) ?? []) / median(times.get(YARDSTICK) ?? [])).toFixed(2)
}

function thousands(number: number): string {
  return number.toLocaleString('en-US')
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
