import type { TSESLint, TSESTree } from '@typescript-eslint/utils'

/**
 * What the analysis needs of one parsed file. ESLint's `SourceCode` has this shape, and so has a file that
 * `project/` parsed itself, so one analysis serves both.
 */
export interface SourceFile {
  readonly ast: TSESTree.Program
  readonly text: string
  readonly scopeManager: TSESLint.Scope.ScopeManager | null
  readonly visitorKeys: TSESLint.SourceCode.VisitorKeys
}

/** A function computed once per file: the result lives exactly as long as the parsed file does. `compute` must be pure. */
export function oncePerFile<T>(compute: (file: SourceFile) => T): (file: SourceFile) => T {
  const results = new WeakMap<SourceFile, { readonly value: T }>()
  return (file) => {
    const known = results.get(file)
    if (known) return known.value
    const value = compute(file)
    results.set(file, { value })
    return value
  }
}

/** What a parser gives, as a file; its scopes are made at the first look. Its node and scope types are ours under other names. */
export function toSourceFile(parsed: { readonly ast: object; readonly visitorKeys: object }, text: string, makeScopes: () => object | null): SourceFile {
  let scopes: { readonly made: object | null } | null = null
  const file = {
    ...parsed,
    text,
    get scopeManager() {
      scopes ??= { made: makeScopes() }
      return scopes.made
    },
  }
  return file as unknown as SourceFile
}

/** What a parser of ESTree with TypeScript gives, with the comments it lists apart, as our tree. Its node types are ours under other names. */
export function toProgram(tree: object, comments: readonly object[]): TSESTree.Program {
  return Object.assign(tree, { comments }) as unknown as TSESTree.Program
}
