import { words } from '../ast/names.ts'
import { gateOf, shortestOf } from './text-gate.ts'

/** Words of functions that make a payload smaller. Redacting and sanitizing are left out: they are about secrets, not size. */
export const TRIM_WORDS: ReadonlySet<string> = new Set(['slim', 'slimmer', 'slimmers', 'trim', 'trimmer', 'trimmers', 'strip', 'stripper', 'strippers', 'truncate', 'truncator', 'truncators', 'truncater', 'shrink', 'shrinker', 'shrinkers', 'compact', 'compactor', 'compactors', 'condense', 'condenser', 'minimize', 'minimizer', 'clip', 'clipper', 'lighten', 'prune', 'pruner', 'pruners', 'summarize', 'summarizer', 'summarizers', 'compress', 'compressor', 'compressors', 'downsize', 'reducer', 'reducers', 'lite', 'abbreviate', 'limiter', 'limiters', 'limit', 'cap'])
const OTHER_TRIMS = new Set(['start', 'end', 'whitespace', 'quotes', 'prefix', 'suffix', 'ansi', 'path', 'paths', 'slash', 'slashes', 'comments', 'markdown', 'html', 'tags', 'bom', 'indent', 'lines', 'reducers', 'reducer', 'types', 'imports', 'rate'])

const GATE = gateOf(shortestOf(TRIM_WORDS), 'i')

/** A cheap look at a text: may it have a trimmer at all? */
export function mentionsTrimmer(text: string): boolean {
  return GATE.test(text)
}

/** Does a function or table of this name make payloads smaller: `slimPart`, `trimmers`, `truncateToolOutput`; not `stripAnsi`, `rateLimiter`? */
export function isTrimName(name: string): boolean {
  return words(name).some((part) => TRIM_WORDS.has(part)) && !isOtherTrimName(name)
}

/** Does the name say that something else than payloads is trimmed: `stripComments`? */
export function isOtherTrimName(name: string): boolean {
  return words(name).some((part) => OTHER_TRIMS.has(part))
}

/** Does a fallback of this name give back what it is given: `identity`, `passThrough`? */
export function isIdentityName(name: string): boolean {
  return /^(?:identity|pass_?through|noop|same|id)$/i.test(name)
}
