import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../ast/functions.ts'
import { unwrap } from '../ast/unwrap.ts'
import type { ProgramFile } from '../program/view.ts'
import type { Claim } from '../questions/judge-collection.ts'
import type { Life } from '../questions/fact.ts'
import { addedValue } from '../questions/role/classify-role.ts'
import { writtenKey } from '../questions/source/judge-keys.ts'
import { explainReleases } from './explain.ts'
import { leastCertain, stepAt, type Step, type Story, type Weight } from './story.ts'

const RELEASES_SHOWN = 3

/** A claim about a collection as a story: what happens, with which key, what adds it, who keeps it, what fails to let it go. */
export function tellClaim(claim: Claim): Story {
  const { again, growth, known } = claim
  const value = addedValue(growth, claim.collection)
  return {
    by: again.by,
    often: again.event ?? growth.trigger,
    certainty: leastCertain(Object.values(known)),
    retained: describeRetained(claim, value),
    weight: weighRetained(claim, value),
    steps: [...eventSteps(claim), ...keySteps(claim), growthStep(claim), ownerStep(claim), ...releaseSteps(claim)],
  }
}

function eventSteps({ again }: Claim): Step[] {
  const [witness] = again.witnesses
  return witness ? [stepAt('event', witness, witness.shows, again.certainty)] : []
}

function keySteps({ newKeys, growth, growthHome }: Claim): Step[] {
  const [witness] = newKeys.witnesses
  if (witness) return [stepAt('key', witness, newKeys.value === 'open' ? witness.shows : 'is the last place that the key was followed to', newKeys.certainty)]
  return growth.key ? [stepAt('key', { home: growthHome, node: growth.key }, growth.keys.evidence === '' ? 'is the key' : `stands for ${growth.keys.evidence}`, newKeys.certainty)] : []
}

function growthStep({ collection, growth, growthHome }: Claim): Step {
  const key = growth.key && writtenKey({ home: growthHome, node: growth.key })
  const under = key === null || key === '' ? '' : collection.kind === 'map' || collection.kind === 'record' ? ` under \`${key}\`` : `: \`${key}\``
  return stepAt('growth', { home: growthHome, node: growth.node }, `adds an entry to \`${collection.name}\`${under}`, 'proven')
}

function ownerStep({ collection, home, livesOn }: Claim): Step {
  return stepAt('owner', { home, node: collection.node }, `\`${collection.name}\` ${describeLife(livesOn.value)}`, livesOn.certainty)
}

function describeLife(life: Life): string {
  switch (life) {
    case 'process':
      return 'lives as long as the program'
    case 'long':
      return 'lives as long as a connection, window or session'
    case 'call':
    case 'unknown':
      return 'outlives its entries, as far as was seen'
    default:
      return life satisfies never
  }
}

function releaseSteps({ tooWeak, home, collection, known }: Claim): Step[] {
  if (tooWeak.length === 0) return [stepAt('missing', { home, node: collection.node }, known.nothingKeepsUp === 'proven' ? 'nothing ever removes an entry' : 'nothing in its own program removes an entry', known.nothingKeepsUp)]
  return tooWeak.slice(0, RELEASES_SHOWN).map((release) => stepAt('release', { home: release.home, node: release.node }, explainReleases([release]), release.certainty))
}

/** As the code writes it: the declared type of the values, or the value itself. */
function describeRetained({ collection, home, growthHome }: Claim, value: TSESTree.Node | null): string | null {
  const { valueType } = collection.shape
  if (valueType) return writtenIn(home, valueType)
  return value && writtenIn(growthHome, value)
}

function writtenIn(home: ProgramFile, node: TSESTree.Node): string | null {
  const written = writtenKey({ home, node })
  return written === null ? null : `\`${written}\``
}

function weighRetained({ collection }: Claim, value: TSESTree.Node | null): Weight {
  const { valueType } = collection.shape
  if (valueType) return weighType(valueType)
  return value ? weighValue(value) : 'unknown'
}

function weighType(type: TSESTree.TypeNode): Weight {
  switch (type.type) {
    case 'TSNumberKeyword':
    case 'TSBooleanKeyword':
    case 'TSStringKeyword':
    case 'TSBigIntKeyword':
    case 'TSSymbolKeyword':
    case 'TSLiteralType':
    case 'TSNullKeyword':
    case 'TSUndefinedKeyword':
      return 'light'
    case 'TSUnionType':
      return type.types.every((one) => weighType(one) === 'light') ? 'light' : 'heavy'
    case 'TSAnyKeyword':
    case 'TSUnknownKeyword':
      return 'unknown'
    default:
      return 'heavy'
  }
}

function weighValue(node: TSESTree.Node): Weight {
  const value = unwrap(node)
  if (isFunction(value)) return 'heavy'
  switch (value.type) {
    case 'Literal':
    case 'TemplateLiteral':
    case 'BinaryExpression':
    case 'UnaryExpression':
      return 'light'
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'NewExpression':
      return 'heavy'
    default:
      return 'unknown'
  }
}
