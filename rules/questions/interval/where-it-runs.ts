import { classifyHost, type Host } from '../../analysis/hosts.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { isBrowserPath } from '../../catalog/hosts.ts'
import { packageFactsAt } from '../../program/package-facts.ts'
import type { ProgramView } from '../../program/view.ts'

/**
 * Where the code of a linted file runs. An editor's extension, an app or a worker is told by its package, whatever its files import; else
 * the file's own imports and globals tell, then what its package is built on, and last its path.
 */
export function judgeHost(file: SourceFile, view: ProgramView, path: string): Host {
  const { path: onDisk } = view.root
  const facts = onDisk === null ? null : packageFactsAt(onDisk)
  if (facts?.host === 'hosted') return 'hosted'
  const host = classifyHost(file)
  if (host === 'node') return 'node'
  if (isBrowserPath(path.replaceAll('\\', '/'))) return 'hosted'
  return host === 'undecided' && facts?.host === 'page' ? 'hosted' : host
}
