import { describe, expect, it } from 'vitest'

import { frequencyOfStreamPart, HOT_NAMES, mentionsHook, mentionsStreamPart } from '../../rules/catalog/hot-hooks.ts'
import { isTrimName, mentionsTrimmer, TRIM_WORDS } from '../../rules/catalog/trimmers.ts'
import { LISTENER_NAMES, mentionsSubscription, OBSERVER_CLASSES } from '../../rules/catalog/subscriptions.ts'
import { isTranscriptName, mentionsTranscript } from '../../rules/catalog/publish-sinks.ts'

describe('a gate lets every row of its table through', () => {
  it.each(HOT_NAMES)('hook $name', ({ name, isMessageEvent }) => {
    expect(mentionsHook(`x['${name}']`, [], isMessageEvent)).toBe(true)
    if (frequencyOfStreamPart(name) !== null) expect(mentionsStreamPart(`case "${name}":`)).toBe(true)
  })

  it.each([...TRIM_WORDS])('trimmer %s', (word) => {
    for (const text of [`${word}Part`, `my${word.charAt(0).toUpperCase()}${word.slice(1)}`, `PART_${word.toUpperCase()}`]) {
      if (isTrimName(text)) expect(mentionsTrimmer(text)).toBe(true)
    }
  })

  it.each(LISTENER_NAMES)('listener %s', (name) => {
    for (const text of [`x.${name}('a', f)`, `x.${name}<A>('a', f)`, `x.${name}?.('a', f)`, `x.${name} ('a', f)`]) expect(mentionsSubscription(text)).toBe(true)
  })

  it.each([...OBSERVER_CLASSES])('observer %s', (name) => {
    expect(mentionsSubscription(`new ${name}(f)`)).toBe(true)
  })

  it.each(['messages', 'chatHistory', 'transcript', 'conversation', 'turns', 'msgs'])('transcript %s', (name) => {
    expect(isTranscriptName(name)).toBe(true)
    expect(mentionsTranscript(`this.${name}`)).toBe(true)
  })
})
