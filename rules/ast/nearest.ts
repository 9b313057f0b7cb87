import type { TSESTree } from '@typescript-eslint/utils'

/** Every so many levels the answer is kept, so that deep code is not climbed to its top from each of its nodes. */
const STRIDE = 24

/** Makes the question "what is the nearest … around this node", the node itself included: `look` says what a node answers, null for nothing. Linear over all nodes of a file. */
export function createNearest<T, Context>(look: (node: TSESTree.Node, context: Context) => T | null): (node: TSESTree.Node | null | undefined, context: Context) => T | null {
  const known = new WeakMap<TSESTree.Node, { readonly answer: T | null }>()
  return (node, context) => {
    let answer: T | null = null
    let passed: TSESTree.Node[] | null = null
    let levels = 0
    for (let at = node; at; at = at.parent) {
      answer = look(at, context)
      if (answer !== null) break
      if (++levels % STRIDE !== 0) continue
      const before = known.get(at)
      if (before) {
        answer = before.answer
        break
      }
      passed ??= []
      passed.push(at)
    }
    for (const at of passed ?? []) known.set(at, { answer })
    return answer
  }
}
