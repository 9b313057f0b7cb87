import type { TSESLint } from '@typescript-eslint/utils'

import { classifyHost, type Host } from '../analysis/hosts.ts'
import { isBrowserPath } from '../catalog/hosts.ts'

/** Where the code of a file runs: as the options say, else as its code tells, else as its path suggests. */
export function findHost(context: Pick<TSESLint.RuleContext<string, readonly unknown[]>, 'filename' | 'sourceCode'>, option: 'auto' | 'node' | 'browser'): Host {
  if (option !== 'auto') return option
  const host = classifyHost(context.sourceCode)
  return host !== 'node' && isBrowserPath(context.filename.replaceAll('\\', '/')) ? 'browser' : host
}
