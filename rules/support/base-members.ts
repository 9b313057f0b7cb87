import { keyName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import type { BaseHas } from '../analysis/subscriptions/base-class-ends.ts'
import { createProgramView } from '../program/source-view.ts'
import type { ClassRef } from '../program/view.ts'

const MAX_BASES = 4

/** Tells whether a base class of a class has a member of a name; true where a base is not seen. Looks at four bases at most. */
export function createBaseReader(file: SourceFile, path: string): BaseHas {
  return (owner, name) => {
    const view = createProgramView(file, path)
    let at: ClassRef = { home: view.root, node: owner }
    for (let step = 0; step < MAX_BASES; step++) {
      const base = view.baseOf(at)
      if (base === 'unseen') return true
      if (base === null) return false
      if (base.node.body.body.some((member) => 'key' in member && keyName(member) === name)) return true
      at = base
    }
    return true
  }
}
