import type { TSESTree } from '@typescript-eslint/utils'

/** A loop of a template: `v-for="m in messages"` or `{#each messages as m}`. */
export interface TemplateLoop {
  readonly node: TSESTree.Node
  readonly list: TSESTree.Node
  /** The tag that is repeated, when it is one. */
  readonly element: string | null
  /** Tags around it, innermost first. */
  readonly around: readonly string[]
  /** Names that outer loops and slots bring in: a list taken from one is a list of lists. */
  readonly outerNames: ReadonlySet<string>
}

// The template parsers' own node types are not among our dependencies: what is read of them is written down here.
interface VueNode {
  readonly type: string
  readonly parent?: VueNode | null
  readonly rawName?: string
  readonly right?: TSESTree.Node
  readonly variables?: readonly { readonly id: { readonly name: string } }[]
}

/** Reads a `VForExpression` of vue-eslint-parser. */
export function readVueLoop(expression: unknown): TemplateLoop | null {
  const start = expression as VueNode
  if (!start.right) return null
  const elements: VueNode[] = []
  for (let at: VueNode | null | undefined = start; at; at = at.parent) if (at.type === 'VElement') elements.push(at)
  const [own, ...outer] = elements
  return {
    node: expression as TSESTree.Node,
    list: start.right,
    element: own?.rawName ?? null,
    around: outer.map((element) => element.rawName ?? ''),
    outerNames: new Set(outer.flatMap((element) => (element.variables ?? []).map(({ id }) => id.name))),
  }
}

interface SvelteNode {
  readonly type: string
  readonly parent?: SvelteNode | null
  readonly expression?: TSESTree.Node
  readonly context?: TSESTree.Node | null
  readonly children?: readonly SvelteNode[]
  readonly name?: { readonly name?: string }
}

/** Reads a `SvelteEachBlock` of svelte-eslint-parser. */
export function readSvelteLoop(block: unknown): TemplateLoop | null {
  const start = block as SvelteNode
  if (!start.expression) return null
  const around: string[] = []
  const outerNames = new Set<string>()
  for (let at = start.parent; at; at = at.parent) {
    if (at.type === 'SvelteElement') around.push(tagOf(at) ?? '')
    if (at.type === 'SvelteEachBlock' && at.context?.type === 'Identifier') outerNames.add(at.context.name)
  }
  const only = (start.children ?? []).find((child) => child.type === 'SvelteElement')
  return { node: block as TSESTree.Node, list: start.expression, element: only ? tagOf(only) : null, around, outerNames }
}

function tagOf(element: SvelteNode): string | null {
  return element.name?.name ?? null
}
