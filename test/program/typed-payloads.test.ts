import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { RuleTester } from '@typescript-eslint/rule-tester'

import broadcastRule from '../../rules/no-full-payload-broadcast.ts'
import slimmerRule from '../../rules/no-passthrough-slimmer.ts'

const root = join(import.meta.dirname, '../fixtures/typed/payloads')
const tester = new RuleTester({ languageOptions: { parserOptions: { project: join(root, 'tsconfig.json'), tsconfigRootDir: root } } })

function fixture(name: string): { name: string; filename: string; code: string; options: [{ ignoreFiles: string[] }] } {
  // The fixtures lie below `test/`, which is not checked by default.
  return { name, options: [{ ignoreFiles: [] }], filename: join('src', name), code: readFileSync(join(root, 'src', name), 'utf8') }
}

tester.run('no-full-payload-broadcast, with types', broadcastRule, {
  valid: [fixture('publish-counts.ts')],
  invalid: [
    { ...fixture('publish-by-type.ts'), errors: [{ messageId: 'contents', line: 5 }] },
    {
      ...fixture('publish-by-schema.ts'),
      errors: [{ messageId: 'contents', line: 5, data: { sink: 'bus.publish', before: 'before', after: 'after', topic: ' as `Event.Diff`', trigger: 'whenever `tell` runs' } }],
    },
    { ...fixture('publish-by-alias.ts'), errors: [{ messageId: 'contents', line: 8, data: { sink: 'bus.publish', before: 'oldContent', after: 'newContent', topic: ' as `Event.Saved`', trigger: 'whenever `tell` runs' } }] },
  ],
})

tester.run('no-passthrough-slimmer, with types', slimmerRule, {
  valid: [fixture('closed-kinds.ts')],
  invalid: [{ ...fixture('wider-kinds.ts'), errors: [{ messageId: 'passesThrough' }] }],
})
