/** A stream of numbers below one that is the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A place of a text that a mutation may cut out, double, move or fill with another. */
export type Span = readonly [start: number, end: number]

const SNIPPETS = [
  '(x as any)', 'x!', 'x?.y', '(0, x)', '...x', '[]', '{}', 'null', '`a${x}`', 'async () => {}', 'function* () { yield x }', 'class { static { x } }', 'new Map()', 'setInterval(f, 1)', 'm.set(id, x)', 'm.delete(id)', 'this.x ??= new Set()',
  'void 0', 'import("./a")', 'a => a', '(setInterval(f, 1000) as any)', 'super.x', 'new.target', 'await x', 'x = y', '/x/u', '1n', '<a>x</a>', '@d x', 'x satisfies y',
]

/** A program that differs from a real one in one to three places. Many do not parse; those cost only the parser. */
export function mutate(text: string, spans: readonly Span[], random: () => number): string {
  let mutated = text
  const changes = 1 + Math.floor(random() * 3)
  // From behind, so that the places before stay where they are.
  const chosen = Array.from({ length: changes }, () => pick(spans, random)).sort(([a], [b]) => b - a)
  let limit = text.length
  for (const [start, end] of chosen) {
    if (end > limit) continue
    mutated = mutated.slice(0, start) + replacement(text, [start, end], spans, random) + mutated.slice(end)
    limit = start
  }
  return mutated
}

function replacement(text: string, [start, end]: Span, spans: readonly Span[], random: () => number): string {
  const own = text.slice(start, end)
  const kind = random()
  if (kind < 0.2) return ''
  if (kind < 0.3) return `${own}\n${own}`
  if (kind < 0.4) return `(${own})`
  if (kind < 0.45) return `if (x) ${own}\nelse ${own}`
  if (kind < 0.5) return `${own}\n\`t\``
  if (kind < 0.75) return text.slice(...pick(spans, random))
  return pick(SNIPPETS, random)
}

export function pick<T>(list: readonly T[], random: () => number): T {
  const found = list[Math.floor(random() * list.length)]
  if (found === undefined) throw new Error('Nothing to pick from')
  return found
}
