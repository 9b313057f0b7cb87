import type { Story } from '../rules/support/story.ts'

import type { Report } from './lint-files.ts'

/** What brings growth again, the most frequent first; `unknown`: it was not followed to that, or there is no such thing. */
export const FREQUENCIES = ['loop', 'request', 'event', 'timer', 'render', 'command', 'unknown'] as const
export type Frequency = (typeof FREQUENCIES)[number]

const WORDS: Readonly<Record<Frequency, string>> = {
  loop: 'on every turn of a loop',
  request: 'on every request',
  event: 'on every event or message',
  timer: 'on a timer',
  render: 'on every render or mount',
  command: 'on every command',
  unknown: 'once, or not followed to what brings it',
}

export function frequencyOf({ story }: Report): Frequency {
  return story?.by ?? 'unknown'
}

export function describeFrequency(frequency: Frequency): string {
  return WORDS[frequency]
}

const WEIGHTS: readonly Story['weight'][] = ['heavy', 'unknown', 'light']
const CERTAINTIES: readonly Story['certainty'][] = ['proven', 'likely', null, 'unknown']

/** The most urgent first: how often it grows, then how much an entry keeps alive, then how well it is known, then by place. */
export function byUrgency(a: Report, b: Report): number {
  return (
    FREQUENCIES.indexOf(frequencyOf(a)) - FREQUENCIES.indexOf(frequencyOf(b)) ||
    WEIGHTS.indexOf(a.story?.weight ?? 'unknown') - WEIGHTS.indexOf(b.story?.weight ?? 'unknown') ||
    CERTAINTIES.indexOf(a.story?.certainty ?? null) - CERTAINTIES.indexOf(b.story?.certainty ?? null) ||
    (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line)
  )
}

/** How many reports each frequency has, the most frequent first; those that none has are left out. */
export function countFrequencies(reports: readonly Report[]): [Frequency, number][] {
  return FREQUENCIES.flatMap((frequency): [Frequency, number][] => {
    const times = reports.filter((report) => frequencyOf(report) === frequency).length
    return times === 0 ? [] : [[frequency, times]]
  })
}
