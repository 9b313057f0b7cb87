import type { TSESTree } from '@typescript-eslint/utils'

type Wrapper =
  | TSESTree.TSAsExpression
  | TSESTree.TSNonNullExpression
  | TSESTree.TSSatisfiesExpression
  | TSESTree.TSTypeAssertion
  | TSESTree.TSInstantiationExpression
  | TSESTree.ChainExpression

function isWrapper(node: TSESTree.Node): node is Wrapper {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
      return true
    default:
      // Babel keeps parentheses as nodes when asked to.
      return (node.type as string) === 'ParenthesizedExpression'
  }
}

/** The expression under casts, `!`, `satisfies`, optional chains and parentheses: `(x as Foo)!` → `x`. */
export function unwrap(node: TSESTree.Node): TSESTree.Node {
  let at = node
  while (isWrapper(at)) at = at.expression
  return at
}

/** Climbs casts, `!`, `satisfies`, optional chains and parentheses around `node`: the outermost of them, or `node` itself. */
export function wrapped(node: TSESTree.Node): TSESTree.Node {
  let at = node
  while (at.parent && isWrapper(at.parent) && at.parent.expression === at) at = at.parent
  return at
}
