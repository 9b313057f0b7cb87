import { parse, simpleTraverse, type TSESTree } from '@typescript-eslint/typescript-estree'

/** One program for each node that can be emptied or bent: calls without arguments or with only a spread, functions without a body, …. */
export function mutationsOf(text: string, jsx: boolean): string[] {
  const edits: { readonly range: TSESTree.Range; readonly by: string }[] = []
  simpleTraverse(parse(text, { range: true, jsx }), {
    enter(node) {
      for (const edit of editsOf(node)) edits.push(edit)
    },
  })
  return edits.map(({ range: [start, end], by }) => text.slice(0, start) + by + text.slice(end))
}

function editsOf(node: TSESTree.Node): { readonly range: TSESTree.Range; readonly by: string }[] {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression': {
      const [first] = node.arguments
      const last = node.arguments.at(-1)
      if (!first || !last) return []
      const range: TSESTree.Range = [first.range[0], last.range[1]]
      return [
        { range, by: '' },
        { range, by: '...x' },
        { range, by: 'null' },
      ]
    }
    case 'VariableDeclarator':
      return node.init && node.id.type === 'Identifier' ? [{ range: node.id.range, by: '{ a: [x = 1, ...y] }' }, { range: node.init.range, by: '(0, x?.y!)' }] : []
    case 'MemberExpression':
      return node.computed || node.property.type !== 'Identifier' ? [] : [{ range: [node.object.range[1], node.range[1]], by: '[x]' }, { range: node.range, by: 'super.x' }]
    case 'BlockStatement':
      return node.body.length > 0 ? [{ range: node.range, by: '{}' }] : []
    case 'ObjectExpression':
      return [{ range: node.range, by: '{ ...x, [y]: z, get a() { return 1 } }' }]
    case 'ArrowFunctionExpression':
      return [{ range: node.range, by: 'async function* ({ a }, ...b) { yield* a }' }]
    default:
      return []
  }
}
