import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/require-interval-unref.ts'

const project = join(import.meta.dirname, '../fixtures/typed/app')

// The fixtures lie below `test/`, which is not checked by default.
function fixture(name: string): { name: string; filename: string; code: string; options: [{ cleared: 'allow'; ignoreFiles: string[] }] } {
  return { options: [{ cleared: 'allow', ignoreFiles: [] }], name, filename: join('src', name), code: readFileSync(join(project, 'src', name), 'utf8') }
}

const tester = new RuleTester({ languageOptions: { parserOptions: { project: join(project, 'tsconfig.json'), tsconfigRootDir: project } } })

tester.run('require-interval-unref, with the other files of the program', rule, {
  valid: [
    fixture('somebody-stops-watching.ts'), fixture('a-host-disposes.ts'),
    // Nobody starts it, so nothing ticks.
    fixture('nobody-stops-polling.ts'),
  ],
  invalid: [],
})
