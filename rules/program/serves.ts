import type { TSESTree } from '@typescript-eslint/utils'

import { classifyEntry } from '../analysis/reach.ts'
import { indexSource } from '../analysis/source-index.ts'
import { enclosingFunctions, type FunctionNode } from '../ast/functions.ts'
import { dottedName, staticString } from '../ast/names.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'
import { kindOfPath } from '../catalog/file-kinds.ts'
import { isServerModule, LISTENERS, SERVER_CLASSES, SERVER_STARTS } from '../catalog/hosts.ts'
import type { SourceFiles } from './sources/source-files.ts'

/** So many files are looked at for what opens a server. */
const MAX_FILES = 16

/** Does a production file below `dir` open a server, or log a bot in, so that the program runs until somebody stops it? Looks at no more than 16 files. */
export function servesBelow(files: SourceFiles, dir: string): boolean {
  return someFileBelow(files, dir, [...LISTENERS, ...SERVER_STARTS, ...SERVER_CLASSES], serves)
}

/** Does a production file below `dir` end the process when its work is done, whatever else is left to do? Looks at no more than 16 files. */
export function exitsBelow(files: SourceFiles, dir: string): boolean {
  return someFileBelow(files, dir, ['exit'], exitsWhenDone)
}

function someFileBelow(files: SourceFiles, dir: string, words: readonly string[], test: (file: SourceFile) => boolean): boolean {
  const paths = new Set(words.flatMap((word) => files.mentioning(word)).filter((path) => path.startsWith(dir) && kindOfPath(path.slice(dir.length + 1)) === 'production'))
  let looked = 0
  for (const path of paths) {
    if (looked++ >= MAX_FILES) return false
    const file = files.parse(path)
    if (file && test(file)) return true
  }
  return false
}

/** `process.exit()`, `process.exit(0)`, `process.exit(code)`; not after a failure, `process.exit(1)`, or when a signal asks for it. */
const exitsWhenDone: (file: SourceFile) => boolean = oncePerFile((file) =>
  (indexSource(file).callsByName.get('exit') ?? []).some((call) => {
    const [code] = call.arguments
    const isFailure = code?.type === 'Literal' && code.value !== 0
    return dottedName(call.callee) === 'process.exit' && !isFailure && !enclosingFunctions(call).some(isSignalHandler)
  }),
)

function isSignalHandler(fn: FunctionNode): boolean {
  const entry = classifyEntry(fn)
  return entry.type === 'event' && entry.event.startsWith('SIG')
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
