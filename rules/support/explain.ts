import { basename } from 'node:path'

import type { TSESTree } from '@typescript-eslint/utils'

import type { CollectionKind } from '../catalog/collection-methods.ts'
import type { Release } from '../analysis/facts.ts'
import type { Place, ProgramFile } from '../program/view.ts'
import { lineOfNode, pathOfNode } from '../program/sources/origins.ts'

/** The last part of a message: why the releases that exist do not keep up, or that there is none. */
export function explainReleases(tooWeak: readonly Release[]): string {
  const [first] = tooWeak
  if (!first) return 'nothing ever removes an entry'
  const where = first.within === null ? '' : ` in \`${first.within}\``
  switch (first.strength) {
    case 'failure':
      return `the removal${where} runs only when something fails, so whatever goes well stays for ever`
    case 'revisit':
      return `the removal${where} runs only when the same key is seen again, so an abandoned key stays for ever`
    case 'teardown':
      return `the removal${where} runs only when the whole owner ends`
    case 'test-only':
      return `the removal${where} is there for tests only`
    case 'unreached':
      return `nobody calls the removal${where}`
    case 'evict':
    case 'lifecycle':
      return 'nothing removes entries in time'
    default:
      return first.strength satisfies never
  }
}

/** What would stop the growth, by the kind of collection. */
export function explainRemedy(kind: CollectionKind): string {
  switch (kind) {
    case 'array':
      return 'Drop what is no longer needed, or keep only the last entries'
    case 'set':
      return 'Delete the entry when what it stands for ends, or cap the size'
    case 'map':
    case 'record':
      return 'Delete the key when what it stands for ends, cap the size, or expire old entries on a timer'
    default:
      return kind satisfies never
  }
}

/** `12`, or `12 of titles.ts` in another file than the linted one. */
export function describeLine(node: TSESTree.Node): string {
  const path = pathOfNode(node)
  const line = String(lineOfNode(node))
  return path === null ? line : `${line} of ${basename(path)}`
}

/** The same for a place whose file is known. */
export function describePlace(linted: ProgramFile, { home, node }: Place): string {
  const line = String(home.file.text.slice(0, node.range[0]).split('\n').length)
  return home === linted || home.path === null ? line : `${line} of ${basename(home.path)}`
}
