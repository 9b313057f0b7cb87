import type { TSESLint, TSESTree } from '@typescript-eslint/utils'

import { lineOfNode, pathOfNode } from '../program/sources/origins.ts'
import type { Place } from '../program/view.ts'
import type { Certainty } from '../questions/fact.ts'
import type { Bringer } from '../questions/frequency/outcome.ts'

/**
 * What a place in the code stands for in the story of a report: what brings the code again, where the keys come from, what adds an entry, what holds
 * the entries, what lets them go too weakly, or that nothing does.
 */
export type StepRole = 'event' | 'key' | 'growth' | 'owner' | 'release' | 'missing'

/** One witness of a report, as a reader looks it up. */
export interface Step {
  readonly role: StepRole
  /** A sentence without its end: ``runs on every request to `/login` ``. */
  readonly text: string
  /** Null where the rule does not weigh it. */
  readonly certainty: Certainty | null
  /** Absolute; null for the linted file. */
  readonly path: string | null
  readonly line: number
}

/** How much an entry keeps alive, as far as the code shows: a flag or a number, or whatever an object reaches. */
export type Weight = 'light' | 'heavy' | 'unknown'

/** A report's claim, told by its witnesses, for whoever shows more than the message. */
export interface Story {
  /** What brings the growth again; null where it was not followed to that. */
  readonly by: Bringer | null
  /** How often it grows, in words: `on every request`. */
  readonly often: string
  /** How well the least known of the claimed facts is known; null where the rule does not weigh them. */
  readonly certainty: Certainty | null
  /** What each entry keeps alive, in words; null when the code does not show it. */
  readonly retained: string | null
  readonly weight: Weight
  readonly steps: readonly Step[]
}

type Told = Map<string, () => Story | null>

/** By the parsed tree: hosts may use one `SourceCode` for all files. */
const stories = new WeakMap<object, Told>()

/** Keeps the story of a report that a rule makes at a node. It is put together only when somebody asks. */
export function keepStory(context: Pick<TSESLint.RuleContext<string, readonly unknown[]>, 'id' | 'sourceCode'>, node: TSESTree.Node, tell: () => Story | null): void {
  const { ast } = context.sourceCode
  const told: Told = stories.get(ast) ?? new Map<string, () => Story | null>()
  stories.set(ast, told)
  const { line, column } = node.loc.start
  told.set(nameOf(context.id, line, column + 1), tell)
}

/** The story of a rule's report at a place, as the host names them (columns from 1); null where the rule tells none. */
export function findStory(ast: object, rule: string, line: number, column: number): Story | null {
  return stories.get(ast)?.get(nameOf(rule, line, column))?.() ?? null
}

function nameOf(rule: string, line: number, column: number): string {
  return `${rule} ${String(line)}:${String(column)}`
}

/** A step at a place whose file is known. */
export function stepAt(role: StepRole, { home, node }: Place, text: string, certainty: Certainty | null): Step {
  const line = home.file.text.slice(0, node.range[0]).split('\n').length
  return { role, text, certainty, path: home.path, line }
}

/** A step at a node of the linted file, or of a file that was parsed beside it. */
export function stepAtNode(role: StepRole, node: TSESTree.Node, text: string): Step {
  return { role, text, certainty: null, path: pathOfNode(node), line: lineOfNode(node) }
}

const SURENESS: Readonly<Record<Certainty, number>> = { unknown: 0, likely: 1, proven: 2 }

export function leastCertain(all: readonly Certainty[]): Certainty {
  return all.reduce((least, one) => (SURENESS[one] < SURENESS[least] ? one : least), 'proven')
}
