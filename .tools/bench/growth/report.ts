import { measureShape, type Cost } from './measure.ts'
import { SHAPES } from './shape-list.ts'

/** Sizes of a shape, as multiples of its own. */
const FACTORS = [1, 2, 4] as const
/** Below this a figure says more about the clock than about us. */
const FLOOR = 2

/** One line of a table for each shape whose name has `only`: what it costs at n, 2n, 4n, and how much more than parsing that grows from n to 4n. */
export function* growthRows(only: string, scale: number): Generator<string> {
  yield '| shape | n | ours n, ms | 2n | 4n | parsing n | 4n | growth against parsing | most |'
  yield '| --- | --: | --: | --: | --: | --: | --: | --: | --- |'
  for (const shape of SHAPES.filter(({ name }) => name.includes(only))) {
    const size = shape.size * scale
    measureShape(shape, size, 1)
    const costs = FACTORS.map((factor) => measureShape(shape, size * factor, 3))
    const [first, , last] = costs
    if (!first || !last) continue
    const ours = costs.map((cost) => cost.ours.toFixed(1))
    yield `| ${[shape.name, String(size), ...ours, first.parse.toFixed(1), last.parse.toFixed(1), growthOf(first, last).toFixed(2), mostOf(last)].join(' | ')} |`
  }
}

/** How much more our cost grows than the parser's; what is too small to measure counts as the floor. */
function growthOf(first: Cost, last: Cost): number {
  return Math.max(last.ours, FLOOR) / Math.max(first.ours, FLOOR) / (Math.max(last.parse, FLOOR) / Math.max(first.parse, FLOOR))
}

function mostOf({ byRule }: Cost): string {
  return Object.entries(byRule).sort(([, a], [, b]) => b - a)[0]?.[0] ?? ''
}
