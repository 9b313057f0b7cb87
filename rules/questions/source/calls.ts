import type { TSESTree } from '@typescript-eslint/utils'

import { dottedName, memberName, staticString } from '../../ast/names.ts'
import { unwrap } from '../../ast/unwrap.ts'
import type { Source } from '../fact.ts'

/** What the result of a call that leaves the program is made of. */
export type Made =
  /** Something new each time. */
  | { readonly of: 'end'; readonly source: Source; readonly certainty: 'proven' | 'likely' }
  /** A form of its receiver or argument: `id.trim()`, `String(id)`, `path.join(dir, name)`. */
  | { readonly of: 'parts'; readonly parts: readonly TSESTree.Node[] }
  /** One of the elements of a list: `rows.find(…)`, `queue.shift()`. */
  | { readonly of: 'element'; readonly list: TSESTree.Node }
  /** A list as its receiver is: `rows.filter(…)`. */
  | { readonly of: 'same'; readonly list: TSESTree.Node }

const GENERATORS = new Set(['randomUUID', 'uuid', 'uuidv4', 'uuidv7', 'v4', 'v7', 'nanoid', 'ulid', 'cuid', 'createId', 'randomBytes', 'getRandomValues', 'random', 'Symbol', 'uniqueId'])
const CLOCKS = new Set(['now', 'getTime', 'toISOString', 'hrtime', 'valueOf'])
const READS = new Set(['readFile', 'readFileSync', 'getText', 'text', 'json', 'formData', 'arrayBuffer', 'prompt', 'question', 'getSelection'])
const FORMS = new Set(['toString', 'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'slice', 'substring', 'substr', 'replace', 'replaceAll', 'padStart', 'padEnd', 'normalize', 'concat', 'repeat', 'charAt', 'toFixed', 'toLocaleLowerCase', 'valueOf', 'fsPath', 'unref', 'deref'])
const FORM_FUNCTIONS = new Set(['String', 'Number', 'BigInt', 'parseInt', 'parseFloat', 'encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'decodeURI', 'btoa', 'atob', 'fileURLToPath', 'pathToFileURL', 'structuredClone'])
const FORM_OBJECTS = new Set(['path', 'JSON', 'Buffer', 'posix', 'win32', 'url', 'URL', 'Uri', 'Object'])
const DIGESTS = new Set(['digest', 'createHash', 'md5', 'sha1', 'sha256', 'update', 'objectHash', 'hash'])
const ELEMENTS = new Set(['find', 'findLast', 'at', 'shift', 'pop', 'get', 'next'])
const LISTS = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'values', 'keys', 'entries', 'split', 'match', 'matchAll', 'splice', 'flat', 'map', 'from'])

/** What a call gives whose function is not in the program; null when its name and form do not say. */
export function classifyMade(call: TSESTree.CallExpression): Made | null {
  const callee = unwrap(call.callee)
  const args = call.arguments.filter((argument) => argument.type !== 'SpreadElement')
  if (callee.type === 'Identifier') {
    if (GENERATORS.has(callee.name)) return { of: 'end', source: 'generated', certainty: 'proven' }
    if (DIGESTS.has(callee.name)) return { of: 'parts', parts: args }
    return FORM_FUNCTIONS.has(callee.name) ? { of: 'parts', parts: args.slice(0, 1) } : null
  }
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null
  if (callee.type !== 'MemberExpression' || name === null) return null
  if (GENERATORS.has(name)) return { of: 'end', source: 'generated', certainty: 'proven' }
  const object = dottedName(callee.object)?.split('.').at(-1) ?? ''
  if (CLOCKS.has(name) && (object === 'Date' || object === 'performance' || object === 'process' || isNewDate(callee.object))) return { of: 'end', source: 'clock', certainty: 'proven' }
  if (FORM_OBJECTS.has(object) && !['keys', 'values', 'entries'].includes(name)) return { of: 'parts', parts: name === 'join' || name === 'resolve' ? args : args.slice(0, 1) }
  if (object === 'Object' || object === 'Array') return args[0] ? { of: 'same', list: args[0] } : null
  if (READS.has(name)) return isConfigurationFile(args[0]) ? { of: 'end', source: 'configuration', certainty: 'proven' } : { of: 'end', source: 'content', certainty: 'likely' }
  if (DIGESTS.has(name)) return { of: 'parts', parts: [callee.object, ...args] }
  if (FORMS.has(name) || name === 'join') return { of: 'parts', parts: [callee.object] }
  if (ELEMENTS.has(name)) return { of: 'element', list: callee.object }
  return LISTS.has(name) ? { of: 'same', list: callee.object } : null
}

function isNewDate(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  return at.type === 'NewExpression' && at.callee.type === 'Identifier' && at.callee.name === 'Date'
}

/** A file that is named in the code: it holds settings, not what the world sends. */
function isConfigurationFile(path: TSESTree.Node | undefined): boolean {
  const text = staticString(path)
  return text !== null && /\.(?:json|ya?ml|toml|env|rc)$|config/i.test(text)
}
