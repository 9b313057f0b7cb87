import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { RuleTester } from '@typescript-eslint/rule-tester'
import { describe } from 'vitest'

import instanceRule from '../../rules/no-unbounded-instance-collection.ts'
import moduleRule from '../../rules/no-unbounded-module-collection.ts'

const folder = join(import.meta.dirname, '../fixtures/typed')

function fixture(project: string, name: string): { name: string; filename: string; code: string; options: [{ ignoreFiles: string[]; evidence: 'likely' }] } {
  // The fixtures lie below `test/`, which is not checked by default.
  return { options: [{ ignoreFiles: [], evidence: 'likely' }], name: `${project}/${name}`, filename: join('src', name), code: readFileSync(join(folder, project, 'src', name), 'utf8') }
}

type ParserOptions = NonNullable<NonNullable<NonNullable<ConstructorParameters<typeof RuleTester>[0]>['languageOptions']>['parserOptions']>

function testerFor(project: string, service: boolean): RuleTester {
  const parserOptions: ParserOptions = { tsconfigRootDir: join(folder, project), ...(service ? { projectService: true } : { project: join(folder, project, 'tsconfig.json') }) }
  return new RuleTester({ languageOptions: { parserOptions } })
}

describe.each([
  ['project', false],
  ['projectService', true],
])('typed by `%s`', (_name, service) => {
  testerFor('app', service).run('no-unbounded-instance-collection, with the other files of the program', instanceRule, {
    valid: [fixture('app', 'somebody-calls-release.ts'), fixture('app', 'called-through-interface.ts'), fixture('app', 'generic-and-released.ts')],
    invalid: [
      {
        ...fixture('app', 'nobody-calls-release.ts'),
        errors: [{ messageId: 'unbounded', line: 2, data: { name: 'turns', owner: 'TurnLog', entries: 'an entry for every new `sessionId`', trigger: 'whenever `record` runs', line: '5', releases: 'nobody calls the removal in `forget`', remedy: 'Delete the key when what it stands for ends, cap the size, or expire old entries on a timer' } }],
      },
    ],
  })

  testerFor('app', service).run('no-unbounded-module-collection, with the other files of the program', moduleRule, {
    valid: [
      fixture('app', 'exported-and-released.ts'),
      fixture('app', 'released-by-default.ts'),
      // Growth is called only while the program loads.
      fixture('app', 'filled-at-load.ts'),
      // Who calls it out of an exported list is not known, and neither with which keys.
      fixture('app', 'taken-as-a-value.ts'),
      // Every caller's key is one of a few.
      fixture('app', 'known-keys.ts'),
    ],
    invalid: [
      { ...fixture('app', 'exported-and-kept.ts'), errors: [{ messageId: 'unbounded', line: 1 }] },
      { ...fixture('app', 'only-tests-release.ts'), errors: [{ messageId: 'unbounded', line: 1 }] },
      // One handler calls it, beside code that loads.
      { ...fixture('app', 'filled-later.ts'), errors: [{ messageId: 'unbounded', line: 1 }] },
      // One of two callers gives what it got.
      { ...fixture('app', 'one-open-key.ts'), errors: [{ messageId: 'unbounded', line: 1 }] },
    ],
  })

  testerFor('library', service).run('no-unbounded-module-collection, where dependents are out of sight', moduleRule, {
    valid: [fixture('library', 'sessions.ts')],
    invalid: [],
  })
})
