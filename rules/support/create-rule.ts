import { isDeepStrictEqual } from 'node:util'

import type { TSESLint } from '@typescript-eslint/utils'

import { isRecord } from '../ast/type-guards.ts'
import { readPluginSettings, type PluginSettings } from './plugin-settings.ts'

/** What every rule tells about itself; presets and docs are computed from it. */
export interface LeaksRuleDocs {
  /** `recommended` rules are in both presets, `strict` ones only in `strict`. */
  readonly preset: 'recommended' | 'strict'
  /** Options that differ from the rule's own defaults, by preset. */
  readonly presetOptions?: { readonly recommended?: readonly unknown[]; readonly strict?: readonly unknown[] }
}

export type LeaksRule = TSESLint.RuleModule<string, readonly unknown[], LeaksRuleDocs>

/** A rule as its file tells it: `create` gets the user's options over the rule's defaults. */
interface RuleDefinition<Options extends readonly unknown[], MessageId extends string> {
  readonly name: string
  readonly meta: TSESLint.RuleMetaData<MessageId, LeaksRuleDocs, Options> & {
    readonly docs: TSESLint.RuleMetaDataDocs & LeaksRuleDocs
    readonly defaultOptions: Options
  }
  readonly create: (context: Readonly<TSESLint.RuleContext<MessageId, Options>>, options: Options) => TSESLint.RuleListener
}

const DOCS = 'https://github.com/eslint-plugin-leaks/eslint-plugin-leaks/blob/main/docs/rules'

/**
 * Creates a rule whose docs page is `docs/rules/<name>.md`. Does what `RuleCreator` of `@typescript-eslint/utils` does, which at run time
 * would bring TypeScript's compiler along, in the range of versions that typescript-eslint supports.
 */
export function createRule<Options extends readonly unknown[], MessageId extends string>(
  { name, meta, create }: RuleDefinition<Options, MessageId>,
): TSESLint.RuleModule<MessageId, Options, LeaksRuleDocs> & { readonly name: string } {
  const resolve = rememberLast((given: unknown, settings: unknown, context: Readonly<TSESLint.RuleContext<MessageId, Options>>): Options =>
    withSettings(withDefaults(meta.defaultOptions, context.options), meta.defaultOptions, readPluginSettings(context.settings)))
  return {
    name,
    meta: { ...meta, docs: { ...meta.docs, url: `${DOCS}/${name}.md` } },
    create: (context) => create(context, resolve(context.options[0], context.settings['leaks'], context)),
  }
}

/** One file after the other has the same configuration, so that the last answer serves most. All our rules have one option. */
function rememberLast<Context, Answer>(ask: (given: unknown, settings: unknown, context: Context) => Answer): (given: unknown, settings: unknown, context: Context) => Answer {
  let last: { readonly given: unknown; readonly settings: unknown; readonly answer: Answer } | null = null
  return (given, settings, context) => {
    if (last === null || last.given !== given || last.settings !== settings) last = { given, settings, answer: ask(given, settings, context) }
    return last.answer
  }
}

/**
 * What `settings.leaks` says for all rules, where a rule has that option and its own options say nothing else than the default. Hosts fill defaults in,
 * so that an option that was set to its default can't be told from one that was not set. The options given are left as they are: others share them.
 */
function withSettings<Options extends readonly unknown[]>(options: Options, defaults: Options, settings: PluginSettings): Options {
  const [own] = options
  const [known] = defaults
  if (!isRecord(own) || !isRecord(known)) return options
  const told = Object.entries(settings).filter(([name]) => Object.hasOwn(known, name) && isDeepStrictEqual(own[name], known[name]))
  if (told.length === 0) return options
  const changed = Object.assign([], options)
  Reflect.set(changed, 0, { ...own, ...Object.fromEntries(told) })
  return changed
}

/**
 * Hosts merge `meta.defaultOptions` themselves since ESLint 9.15; before that the rule must. What is merged once serves all files of one configuration,
 * so that whatever is made of options can be kept by them.
 */
function withDefaults<Options extends readonly unknown[]>(defaults: Options, given: readonly unknown[]): Options {
  if (given.length === 0) return defaults
  const options = Object.assign([], defaults)
  for (const [index, value] of given.entries()) {
    if (value !== undefined) Reflect.set(options, index, mergeOnce(defaults[index], value))
  }
  return options
}

const merged = new WeakMap<object, WeakMap<object, object>>()

function mergeOnce(known: unknown, value: unknown): unknown {
  if (!isRecord(known) || !isRecord(value)) return value
  const byDefaults = merged.get(value) ?? new WeakMap<object, object>()
  merged.set(value, byDefaults)
  const options = byDefaults.get(known) ?? { ...known, ...value }
  byDefaults.set(known, options)
  return options
}
