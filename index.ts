import type { ESLint, Linter, Rule } from 'eslint'

import packageJson from 'eslint-plugin-leaks/package.json' with { type: 'json' }

import completeSessionCleanup from './rules/complete-session-cleanup.ts'
import noDuplicateTranscript from './rules/no-duplicate-transcript.ts'
import noFullPayloadBroadcast from './rules/no-full-payload-broadcast.ts'
import noLeakedResource from './rules/no-leaked-resource.ts'
import noLeakedSubscription from './rules/no-leaked-subscription.ts'
import noLeakedTimeout from './rules/no-leaked-timeout.ts'
import noPassthroughSlimmer from './rules/no-passthrough-slimmer.ts'
import noHistoryFetchInPoll from './rules/no-history-fetch-in-poll.ts'
import noHistoryFetchInToolHook from './rules/no-history-fetch-in-tool-hook.ts'
import noUnboundedInstanceCollection from './rules/no-unbounded-instance-collection.ts'
import noUnboundedModuleCollection from './rules/no-unbounded-module-collection.ts'
import noUnboundedSessionRecord from './rules/no-unbounded-session-record.ts'
import noUnwindowedMessageList from './rules/no-unwindowed-message-list.ts'
import requireIntervalUnref from './rules/require-interval-unref.ts'
import type { LeaksRule } from './rules/support/create-rule.ts'

const NAMESPACE = 'leaks'

/** Every rule by its name; a test holds this list against the files in `rules/`. */
const rules: Record<string, LeaksRule> = {
  'complete-session-cleanup': completeSessionCleanup,
  'no-duplicate-transcript': noDuplicateTranscript,
  'no-full-payload-broadcast': noFullPayloadBroadcast,
  'no-leaked-resource': noLeakedResource,
  'no-leaked-subscription': noLeakedSubscription,
  'no-leaked-timeout': noLeakedTimeout,
  'no-passthrough-slimmer': noPassthroughSlimmer,
  'no-history-fetch-in-poll': noHistoryFetchInPoll,
  'no-history-fetch-in-tool-hook': noHistoryFetchInToolHook,
  'no-unbounded-instance-collection': noUnboundedInstanceCollection,
  'no-unbounded-module-collection': noUnboundedModuleCollection,
  'no-unbounded-session-record': noUnboundedSessionRecord,
  'no-unwindowed-message-list': noUnwindowedMessageList,
  'require-interval-unref': requireIntervalUnref,
}

/** Every rule's docs say which preset it belongs to and with which options; nothing is told twice. */
function presetRules(preset: 'recommended' | 'strict'): Linter.RulesRecord {
  const entries = Object.entries(rules).flatMap(([name, { meta }]): [string, Linter.RuleEntry][] => {
    if (!meta.docs || (preset === 'recommended' && meta.docs.preset === 'strict')) return []
    const options = meta.docs.presetOptions?.[preset] ?? []
    return [[`${NAMESPACE}/${name}`, ['error', ...options]]]
  })
  return Object.fromEntries(entries)
}

interface LeaksPlugin extends ESLint.Plugin {
  meta: { name: string; version: string; namespace: string }
  rules: Record<string, Rule.RuleModule>
  configs: Record<'recommended' | 'strict', Linter.Config>
}

const plugin: LeaksPlugin = {
  meta: { name: packageJson.name, version: packageJson.version, namespace: NAMESPACE },
  // The two type systems describe the same objects: ours is TSESTree, ESLint's own is ESTree.
  rules: rules as unknown as Record<string, Rule.RuleModule>,
  configs: {
    recommended: { name: 'leaks/recommended', rules: presetRules('recommended') },
    strict: { name: 'leaks/strict', rules: presetRules('strict') },
  },
}
for (const config of Object.values(plugin.configs)) config.plugins = { [NAMESPACE]: plugin }

export default plugin
// Lets `require('eslint-plugin-leaks')` return the plugin itself.
export { plugin as 'module.exports' }
