import { findResourceHome } from '../analysis/resources/resource-home.ts'
import type { EndlessChain } from '../analysis/resources/endless-chains.ts'
import type { LeakedResource } from '../analysis/resources/leaked-resources.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { tellHandle } from './handle-story.ts'
import type { Story } from './story.ts'

/** What a message says of something that is opened and never closed. */
export function describeResource(file: SourceFile, leak: LeakedResource): Record<string, string> {
  const { kind, call, often } = leak
  const callee = file.text.slice(call.callee.range[0], call.callee.range[1]).replace(/\s+/g, ' ')
  return { noun: kind.noun, opener: call.type === 'NewExpression' ? `new ${callee}` : callee, often, flaw: flawOf(leak), stays: kind.stays, remedy: kind.remedy }
}

/** The same as a story. */
export function tellResource(leak: LeakedResource, { opener = '', noun = '', flaw = '' }: Record<string, string>): Story {
  return tellHandle({ node: leak.call.callee, does: `opens the ${noun} by \`${opener}\``, often: leak.often, by: null, release: leak.verdict.release, flaw })
}

/** What a message says of a loop of frames or timeouts. */
export function describeChain({ name, kind, recurrence, isEndedEarly }: EndlessChain): Record<string, string> {
  const remedy = kind === 'frame' ? 'Keep what `requestAnimationFrame` returns, and cancel it when the owner ends' : 'Keep what `setTimeout` returns, and clear it when the owner ends'
  const flaw = isEndedEarly ? 'what would end that comes too early if its owner goes away while it waits' : 'nothing ends that'
  return { name, link: kind, often: recurrence.often, flaw, remedy: isEndedEarly ? 'Ask, after the wait, whether the owner is gone' : remedy }
}

function flawOf({ verdict: { flaw, release } }: LeakedResource): string {
  const home = release ? findResourceHome(release) : null
  const place = home === null ? '' : ` in \`${home}\``
  switch (flaw) {
    case 'overwritten':
      return 'what would close it is overwritten by the next one'
    case 'unreached':
    case 'uncalled':
      return `nothing runs the code that would close it${place}`
    case 'test-only':
      return `only tests run the code that closes it${place}`
    case 'restart':
      return 'only the next start closes it'
    case 'early':
      return `what closes it${place} comes too early if the component goes away during the wait before it is opened`
    case 'on-some-ways':
      return 'the effect returns what closes it on some ways only'
    case 'on-demand':
      return `it is closed only when something asks for it${place}`
    default:
      return 'nothing closes it'
  }
}
