/**
 * A cheap look at a text: may it hold one of these names at all? Made of the table that is asked for afterwards, so that a new row is let
 * through, too. Linear in the text.
 */
export function gateOf(names: Iterable<string>, flags = ''): RegExp {
  return new RegExp([...new Set(names)].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|'), flags)
}

/** The names of a set that no other name of it is a part of: what is in the others' texts, too. */
export function shortestOf(names: Iterable<string>): string[] {
  const all = [...new Set(names)]
  return all.filter((name) => !all.some((other) => other !== name && name.includes(other)))
}
