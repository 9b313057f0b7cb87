import * as tsParser from '@typescript-eslint/parser'
import { Linter, type ESLint, type SourceCode } from 'eslint'

/**
 * How often the rules of a configuration look at a node or a reference of a text: a measure of their work that no other job on the machine
 * disturbs. Looks at the texts themselves, at lists and at other files are not counted.
 */
export function countSteps(plugin: ESLint.Plugin, rules: Linter.Config['rules'], [path, text]: readonly [path: string, text: string], cwd: string): number {
  const languageOptions = { parser: tsParser, parserOptions: { ecmaFeatures: { jsx: path.endsWith('x') } } }
  const linter = new Linter({ cwd })
  const fatal = linter.verify(text, [{ files: ['**/*.*'], languageOptions }], path).find((message) => message.fatal)
  if (fatal) throw new Error(`${fatal.message} (line ${String(fatal.line)})`)
  const count = countLooks(linter.getSourceCode())
  const lint = (chosen: Linter.Config): number => {
    const before = count.looks
    linter.verify(linter.getSourceCode(), [{ files: ['**/*.*'], languageOptions, plugins: { leaks: plugin }, ...chosen }], path)
    return count.looks - before
  }
  const ownWalk = lint({})
  return lint({ rules: rules ?? {} }) - ownWalk
}

interface Count {
  looks: number
}

/** Makes the properties that every step along the tree or the scopes has to read count how often they are read. */
function countLooks({ ast, visitorKeys, scopeManager }: SourceCode): Count {
  const count: Count = { looks: 0 }
  const queue: object[] = [ast]
  for (let node = queue.pop(); node; node = queue.pop()) {
    const type: unknown = Reflect.get(node, 'type')
    for (const key of visitorKeys[String(type)] ?? []) {
      const child: unknown = Reflect.get(node, key)
      const children: readonly unknown[] = Array.isArray(child) ? child : [child]
      for (const item of children) if (typeof item === 'object' && item !== null && 'type' in item) queue.push(item)
    }
    countReads(node, 'type', count)
    countReads(node, 'parent', count)
  }
  for (const scope of scopeManager.scopes) for (const reference of scope.references) countReads(reference, 'identifier', count)
  return count
}

function countReads(object: object, property: string, count: Count): void {
  let value: unknown = Reflect.get(object, property)
  Object.defineProperty(object, property, {
    configurable: true,
    enumerable: true,
    get() {
      count.looks++
      return value
    },
    set(to: unknown) {
      value = to
    },
  })
}
