import type { TSESLint, TSESTree } from '@typescript-eslint/utils'

import { findFullPayloads, type FullPayload } from './analysis/payloads/full-payloads.ts'
import { findPostedTranscripts } from './analysis/payloads/posted-states.ts'
import { findRepetition, findStatePublisher } from './analysis/payloads/repetition.ts'
import { findSinkCallsNamed, type SinkCall } from './analysis/payloads/sink-calls.ts'
import { findTopic } from './analysis/payloads/topic.ts'
import { triggerOf } from './analysis/growth-trigger.ts'
import type { SourceFile } from './ast/source-file.ts'
import { SHORT_LIVED_FILES } from './catalog/file-kinds.ts'
import { isBusMethod, SINK_NAMES } from './catalog/publish-sinks.ts'
import { findPairInSchema } from './program/types/event-schema.ts'
import { findPairInType } from './program/types/payload-shape.ts'
import { typedProgramOf, type TypedProgram } from './program/types/typed-program.ts'
import { createRule } from './support/create-rule.ts'
import { isFileMatched } from './support/file-filter.ts'
import { compilePatterns } from './support/patterns.ts'

interface Options {
  readonly sinks?: readonly string[]
  readonly ignore?: readonly string[]
  readonly ignoreFiles?: readonly string[]
}

type MessageId = 'clone' | 'contents' | 'transcript' | 'state' | 'dropClone'

type Report = TSESLint.ReportDescriptor<MessageId>

export default createRule<[Options], MessageId>({
  name: 'no-full-payload-broadcast',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: { description: 'Disallow publishing deep clones, whole file contents or whole transcripts to a bus, stream or other process', preset: 'strict' },
    messages: {
      clone: '`{{sink}}` publishes a deep clone of `{{name}}`{{topic}} {{trigger}}: all of it is copied for each publication, and receivers may keep it. Publish only the fields that receivers read, or the id to fetch it by.',
      contents: '`{{sink}}` publishes whole file contents (`{{before}}` and `{{after}}`){{topic}} {{trigger}}: every receiver holds both versions of every file. Publish paths and counts, or a patch, and let whoever shows a file fetch it.',
      transcript: '`{{sink}}` publishes all of `{{name}}`{{topic}} {{trigger}}, so the cost of each publication grows with the conversation. Publish only what has changed, or a window of the latest entries.',
      state: '`{{sink}}` publishes the whole state that `{{name}}` gives{{topic}} {{trigger}}: all of it is copied for each change, however small. Publish only the part that has changed.',
      dropClone: 'Publish `{{name}}` itself: it is copied on the way.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          sinks: { description: 'Further names of your own functions or methods that publish their arguments to other processes, threads or clients.', type: 'array', items: { type: 'string' }, uniqueItems: true },
          ignore: { description: 'Regular expressions on the dotted name of a call (`audit.publish`) that is never reported.', type: 'array', items: { type: 'string' }, uniqueItems: true },
          ignoreFiles: { description: 'Regular expressions on file paths, relative to the working directory with `/`, that are not checked; replaces the default list of tests, scripts and configuration files.', type: 'array', items: { type: 'string' }, uniqueItems: true },
        },
      },
    ],
    defaultOptions: [{ sinks: [], ignore: [], ignoreFiles: [...SHORT_LIVED_FILES] }],
  },
  create(context, [{ sinks = [], ignore = [], ignoreFiles = [] }]) {
    const file = context.sourceCode
    const ignored = compilePatterns('ignore', ignore)
    if (isFileMatched(context, ignoreFiles) || !['State', ...SINK_NAMES, ...sinks].some((name) => file.text.includes(name))) return {}
    return {
      'Program:exit'() {
        for (const { node, name, maker } of findPostedTranscripts(file)) context.report({ node, messageId: 'transcript', data: { sink: maker, topic: '', name, trigger: 'each time that the state is posted' } })
        const typed = typedProgramOf(file.parserServices)
        for (const sink of findSinkCallsNamed(file, new Set(sinks))) {
          if (ignored.some((pattern) => pattern.test(sink.name))) continue
          const reports = sink.published.flatMap((argument) => findFullPayloads(file, argument)).flatMap((payload) => judgePayload(file, typed, sink, payload) ?? [])
          for (const report of reports.length > 0 ? reports : judgeSchema(file, typed, sink)) context.report(report)
        }
      },
    }
  },
})

function judgePayload(file: SourceFile, typed: TypedProgram | null, sink: SinkCall, payload: FullPayload): Report | null {
  const { node } = payload
  const shown = { sink: sink.name, topic: topicOf(sink) }
  switch (payload.kind) {
    case 'clone':
      return { node, messageId: 'clone', data: { ...shown, name: payload.name, trigger: triggerOf(sink.call) }, suggest: suggestFor(sink, payload, file) }
    case 'contents':
      return judgePair(file, sink, node, payload.pair)
    case 'transcript': {
      const trigger = sink.kind === 'copied' ? findRepetition(file, sink.call) : null
      return trigger === null ? null : { node, messageId: 'transcript', data: { ...shown, name: payload.name, trigger } }
    }
    case 'state': {
      const trigger = sink.kind === 'copied' ? (findRepetition(file, sink.call) ?? findStatePublisher(file, sink.call)) : null
      return trigger === null ? null : { node, messageId: 'state', data: { ...shown, name: payload.name, trigger } }
    }
    case 'value': {
      const pair = typed && findPairInType(typed, node)
      return pair && judgePair(file, sink, node, pair)
    }
    default:
      return payload satisfies never
  }
}

/** An event whose definition says that it carries file contents, whatever this publication's payload is called. */
function judgeSchema(file: SourceFile, typed: TypedProgram | null, sink: SinkCall): Report[] {
  const [topic, payload] = sink.call.arguments
  if (!typed || topic?.type !== 'MemberExpression' || !payload || !isBusMethod(sink.name)) return []
  const pair = findPairInSchema(typed, topic)
  const report = pair && judgePair(file, sink, sink.call, pair)
  return report ? [report] : []
}

/** A bus tells everybody, and again on each change; a message to one receiver may be its answer, unless it is sent over and over. */
function judgePair(file: SourceFile, sink: SinkCall, node: TSESTree.Node, [before, after]: readonly [string, string]): Report | null {
  const trigger = findRepetition(file, sink.call) ?? (isBusMethod(sink.name) ? triggerOf(sink.call) : null)
  return trigger === null ? null : { node, messageId: 'contents', data: { sink: sink.name, topic: topicOf(sink), before, after, trigger } }
}

function topicOf(sink: SinkCall): string {
  const topic = findTopic(sink.call)
  return topic === null ? '' : ` as \`${topic}\``
}

/** A clone is idle where the value is copied anyway: by `postMessage` itself, or by the `JSON.stringify` around it. */
function suggestFor(sink: SinkCall, payload: FullPayload & { kind: 'clone' }, file: SourceFile): TSESLint.ReportSuggestionArray<MessageId> {
  if (!payload.isSerialized && !sink.name.endsWith('postMessage')) return []
  const cloned = payload.source
  return [{ messageId: 'dropClone', data: { name: payload.name }, fix: (fixer) => fixer.replaceText(payload.node, file.text.slice(...cloned.range)) }]
}
