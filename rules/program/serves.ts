import type { TSESTree } from '@typescript-eslint/utils'

import { indexSource } from '../analysis/source-index.ts'
import { dottedName, staticString } from '../ast/names.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'
import { kindOfPath } from '../catalog/file-kinds.ts'
import { isServerModule, LISTENERS, SERVER_CLASSES, SERVER_STARTS } from '../catalog/hosts.ts'
import type { SourceFiles } from './sources/source-files.ts'

/** So many files are looked at for what opens a server. */
const MAX_FILES = 16

/** Does a production file below `dir` open a server, or log a bot in, so that the program runs until somebody stops it? Looks at no more than 16 files. */
export function servesBelow(files: SourceFiles, dir: string): boolean {
  const names = [...LISTENERS, ...SERVER_STARTS, ...SERVER_CLASSES]
  const paths = new Set(names.flatMap((name) => files.mentioning(name)).filter((path) => path.startsWith(dir) && kindOfPath(path.slice(dir.length + 1)) === 'production'))
  let looked = 0
  for (const path of paths) {
    if (looked++ >= MAX_FILES) return false
    const file = files.parse(path)
    if (file && serves(file)) return true
  }
  return false
}

/** Does the file open a server or log a bot in, whenever it does so? */
export const serves: (file: SourceFile) => boolean = oncePerFile((file) => {
  const { callsByName, newsByName } = indexSource(file)
  if ([...SERVER_CLASSES].some((name) => (newsByName.get(name) ?? []).length > 0)) return true
  if ([...SERVER_STARTS].some((name) => (callsByName.get(name) ?? []).some((call) => isStart(call, name)))) return true
  const isOfBot = file.ast.body.some((statement) => statement.type === 'ImportDeclaration' && isServerModule(statement.source.value))
  return [...LISTENERS].some((name) => (name !== 'login' || isOfBot) && (callsByName.get(name) ?? []).some(isListening))
})

/** `Bun.serve({ fetch })`, `serve(app)`; not `cache.serve(key)`. */
function isStart({ callee, arguments: given }: TSESTree.CallExpression, name: string): boolean {
  if (given.length === 0) return false
  if (callee.type !== 'MemberExpression') return true
  const object = dottedName(callee.object)
  return name === 'serve' ? object === 'Bun' || object === 'Deno' : true
}

/** `server.listen(3000)`, `client.login(token)`; not `emitter.listen('event', handler)`. */
function isListening({ callee, arguments: given }: TSESTree.CallExpression): boolean {
  return callee.type === 'MemberExpression' && (given.length === 0 || staticString(given[0]) === null) && given[0]?.type !== 'ArrowFunctionExpression'
}
