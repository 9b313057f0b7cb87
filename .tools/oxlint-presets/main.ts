import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import leaks from 'eslint-plugin-leaks'

/** Oxlint knows no presets of plugins, but its configuration files can `extends` others: each preset is shipped as one beside the build. */
const dist = fileURLToPath(new URL('../../../dist', import.meta.url))
mkdirSync(join(dist, 'oxlint'), { recursive: true })
for (const [preset, { rules }] of Object.entries(leaks.configs)) {
  writeFileSync(join(dist, 'oxlint', `${preset}.json`), `${JSON.stringify({ jsPlugins: ['../index.js'], rules }, null, 2)}\n`)
}
