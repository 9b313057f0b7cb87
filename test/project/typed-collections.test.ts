import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { RuleTester } from '@typescript-eslint/rule-tester'

import instanceRule from '../../rules/no-unbounded-instance-collection.ts'
import moduleRule from '../../rules/no-unbounded-module-collection.ts'

const folder = join(import.meta.dirname, '../fixtures/typed')

function fixture(project: string, name: string): { name: string; filename: string; code: string; options: [{ ignoreFiles: string[] }] } {
  // The fixtures lie below `test/`, which is not checked by default.
  return { options: [{ ignoreFiles: [] }], name: `${project}/${name}`, filename: join('src', name), code: readFileSync(join(folder, project, 'src', name), 'utf8') }
}

function testerFor(project: string): RuleTester {
  return new RuleTester({ languageOptions: { parserOptions: { project: join(folder, project, 'tsconfig.json'), tsconfigRootDir: join(folder, project) } } })
}

testerFor('app').run('no-unbounded-instance-collection, with the other files of the program', instanceRule, {
  valid: [fixture('app', 'somebody-calls-release.ts'), fixture('app', 'called-through-interface.ts')],
  invalid: [
    {
      ...fixture('app', 'nobody-calls-release.ts'),
      errors: [{ messageId: 'unbounded', line: 2, data: { name: 'turns', owner: 'TurnLog', entries: 'session ids', trigger: 'whenever `record` runs', line: '5', releases: 'nobody calls the removal in `forget`', remedy: 'Delete the key when what it stands for ends, cap the size, or expire old entries on a timer' } }],
    },
  ],
})

testerFor('app').run('no-unbounded-module-collection, with the other files of the program', moduleRule, {
  valid: [fixture('app', 'exported-and-released.ts')],
  invalid: [
    { ...fixture('app', 'exported-and-kept.ts'), errors: [{ messageId: 'unbounded', line: 1 }] },
    { ...fixture('app', 'only-tests-release.ts'), errors: [{ messageId: 'unbounded', line: 1 }] },
  ],
})

testerFor('library').run('no-unbounded-module-collection, where dependents are out of sight', moduleRule, {
  valid: [fixture('library', 'sessions.ts')],
  invalid: [],
})
