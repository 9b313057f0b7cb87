import { findLeakingRecords } from './analysis/stores/leaking-records.ts'
import { SHORT_LIVED_FILES } from './catalog/file-kinds.ts'
import type { StoreFactory } from './catalog/store-libraries.ts'
import { createHelperFinder } from './program/find-callees.ts'
import { createProgramView } from './program/source-view.ts'
import { isShownPerKey } from './questions/life/shown-per-key.ts'
import { isTinyEntry } from './questions/tiny-entry.ts'
import { createRule } from './support/create-rule.ts'
import { explainReleases } from './support/explain.ts'
import { isComponentScript, isFileMatched } from './support/file-filter.ts'
import { pathOfLinted } from './support/linted-path.ts'
import { compilePatterns, stringList } from './support/patterns.ts'
import { tellRecord } from './support/record-story.ts'
import { keepStory } from './support/story.ts'

interface OptionsInput {
  readonly ignore?: readonly string[]
  readonly idPatterns?: readonly string[]
  readonly heavyPatterns?: readonly string[]
  readonly keptUntilDeleted?: 'report' | 'ignore'
  readonly storeFactories?: readonly { readonly name: string; readonly like: 'createStore' | 'createSignal' | 'create' | 'reactive' | 'ref' }[]
  readonly ignoreFiles?: readonly string[]
  readonly evidence?: 'firm' | 'likely'
}

type Options = Required<OptionsInput>

const DEFAULTS: Options = { ignore: [], idPatterns: [], heavyPatterns: [], keptUntilDeleted: 'report', storeFactories: [], ignoreFiles: SHORT_LIVED_FILES, evidence: 'likely' }

/** What a factory of the user's own behaves like. */
const LIKE: Readonly<Record<Options['storeFactories'][number]['like'], Pick<StoreFactory, 'shape' | 'property'>>> = {
  createStore: { shape: 'path-setter' },
  createSignal: { shape: 'accessor-setter' },
  create: { shape: 'creator' },
  reactive: { shape: 'live' },
  ref: { shape: 'holder', property: 'value' },
}

export default createRule<[OptionsInput], 'neverEvicted' | 'keptUntilDeleted'>({
  name: 'no-unbounded-session-record',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow records in stores that keep an entry for every session, message or task ever seen',
      preset: 'recommended',
      presetOptions: { recommended: [{ evidence: 'firm' }] },
    },
    messages: {
      neverEvicted:
        '`{{name}}`{{place}} gains an entry for ever new {{keys}} {{trigger}} (line {{line}}), but {{releases}}. Delete the entry when what it stands for ends or is left, or keep only the last few.',
      keptUntilDeleted:
        '`{{name}}`{{place}} is filled {{trigger}} (line {{line}}), as one is opened, but lets an entry go only when it is deleted (line {{releaseLine}}): all that were ever opened stay in memory. Also evict the entry when the user turns to another one, or keep only the last few.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          ignore: stringList('Regular expressions on names of records that are never reported.'),
          idPatterns: stringList('Regular expressions on key names that are ids of something session-like in your program, besides sessions, conversations, threads, rooms, messages, tasks and chats.'),
          heavyPatterns: stringList('Regular expressions on names of records or value types that take much memory, besides lists, messages, parts, outputs, diffs and the like.'),
          keptUntilDeleted: { type: 'string', enum: ['report', 'ignore'], description: 'What to do with heavy records that are loaded when a session is opened and evicted only when it is deleted.' },
          storeFactories: {
            type: 'array',
            description: 'Your own functions that make a store, and the known function each behaves like.',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['name', 'like'],
              properties: {
                name: { type: 'string', description: 'The name the function is called by.' },
                like: { type: 'string', enum: Object.keys(LIKE), description: 'The function it behaves like.' },
              },
            },
          },
          ignoreFiles: stringList('Regular expressions on file paths, relative to the working directory with `/`, that are not checked; replaces the default list of tests, scripts and configuration files.'),
          evidence: { type: 'string', enum: ['firm', 'likely'], description: 'With `firm`, records whose entries are no more than a number, a flag or a short text are not reported: what one user opens in a session is few of those.' },
        },
      },
    ],
    defaultOptions: [DEFAULTS],
  },
  create(context, [input]) {
    const options: Options = { ...DEFAULTS, ...input }
    if (isComponentScript(context) || isFileMatched(context, options.ignoreFiles)) return {}
    const ignored = compilePatterns('ignore', options.ignore)
    compilePatterns('idPatterns', options.idPatterns)
    compilePatterns('heavyPatterns', options.heavyPatterns)
    const factories = options.storeFactories.map(({ name, like }): StoreFactory => ({ name, sources: [], lives: 'app', ...LIKE[like] }))
    return {
      'Program:exit'(): void {
        const view = createProgramView(context.sourceCode, pathOfLinted(context))
        const find = createHelperFinder(context.sourceCode, view)
        for (const found of findLeakingRecords(context.sourceCode, { factories, idPatterns: options.idPatterns, heavyPatterns: options.heavyPatterns }, find)) {
          const { record, growth, keys, kept } = found
          const { name, node } = record.collection
          // The state of a component that is another one for each session ends with it.
          if (record.store.owner && isShownPerKey(view, { home: view.root, node: record.store.owner.body })) continue
          if (options.evidence === 'firm' && isTinyEntry(record)) continue
          if (ignored.some((pattern) => pattern.test(name)) || (kept && options.keptUntilDeleted === 'ignore')) continue
          const data: Record<string, string> = { name, place: record.store.name === name ? '' : ` in the state of \`${record.store.name}\``, keys, trigger: growth.trigger, line: String(growth.node.loc.start.line), releases: explainReleases(found.tooWeak) }
          if (kept) data['releaseLine'] = String(kept.node.loc.start.line)
          keepStory(context, node, () => tellRecord(found))
          context.report({ node, messageId: kept ? 'keptUntilDeleted' : 'neverEvicted', data })
        }
      },
    }
  },
})
