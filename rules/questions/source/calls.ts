import type { TSESTree } from '@typescript-eslint/utils'

import { dottedName, memberName, staticString, words } from '../../ast/names.ts'
import { unwrap } from '../../ast/unwrap.ts'
import type { Source } from '../fact.ts'
import type { Path } from './walk.ts'

/** What the result of a call is made of whose function is not in the program. */
export type Made =
  /** `randomUUID()`, `Date.now()`, `readFileSync('config.json')` */
  | { readonly of: 'end'; readonly source: Source; readonly certainty: 'proven' | 'likely'; readonly shows: string }
  /** A form of its receiver or arguments: `id.trim()`, `String(id)`, `path.join(dir, name)`. */
  | { readonly of: 'parts'; readonly parts: readonly TSESTree.Node[] }
  /** A part of its receiver or argument: `rows.find(…)`, `Object.keys(table)`, `map.get(id)`. */
  | { readonly of: 'member'; readonly node: TSESTree.Node; readonly path: Path }
  /** `list.map((x) => x.id)`: what the function gives back. */
  | { readonly of: 'results'; readonly fn: TSESTree.Node; readonly path: Path }

const GENERATORS = new Set(['randomUUID', 'uuid', 'uuidv1', 'uuidv4', 'uuidv7', 'v4', 'v7', 'nanoid', 'ulid', 'cuid', 'createId', 'randomBytes', 'getRandomValues', 'random', 'Symbol', 'uniqueId', 'generateId', 'generateUuid', 'generateUUID'])
const CLOCKS = new Set(['now', 'getTime', 'toISOString', 'toJSON', 'hrtime', 'valueOf', 'bigint'])
const CALENDAR = new Set(['getDay', 'getDate', 'getMonth', 'getHours', 'getMinutes', 'getSeconds', 'getMilliseconds', 'getUTCHours', 'getUTCDay', 'getUTCMonth', 'getUTCMinutes', 'getTimezoneOffset'])
const READS = new Set(['readFile', 'readFileSync', 'getText', 'text', 'json', 'formData', 'arrayBuffer', 'prompt', 'question', 'getSelection'])
const FORMS = new Set(['toString', 'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'toLocaleLowerCase', 'substring', 'substr', 'replace', 'replaceAll', 'padStart', 'padEnd', 'normalize', 'repeat', 'charAt', 'toFixed', 'join', 'split', 'match', 'matchAll', 'with'])
/** Of texts and of lists. */
const SHARED_FORMS = new Set(['slice', 'concat', 'valueOf', 'unref', 'deref'])
const FORM_FUNCTIONS = new Set(['String', 'Number', 'BigInt', 'parseInt', 'parseFloat', 'encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'decodeURI', 'btoa', 'atob', 'fileURLToPath', 'pathToFileURL', 'structuredClone'])
/** Functions of modules and platform objects that give a form of what they are given. */
const FORM_METHODS: Readonly<Record<string, readonly string[]>> = {
  path: ['join', 'resolve', 'normalize', 'dirname', 'basename', 'relative', 'extname', 'parse', 'format', 'toNamespacedPath'],
  posix: ['join', 'resolve', 'normalize', 'dirname', 'basename', 'relative'],
  win32: ['join', 'resolve', 'normalize', 'dirname', 'basename', 'relative'],
  url: ['parse', 'format', 'resolve', 'fileURLToPath', 'pathToFileURL'],
  JSON: ['parse', 'stringify'],
  Buffer: ['from', 'concat'],
  Uri: ['parse', 'file', 'joinPath', 'from'],
  URI: ['parse', 'file', 'joinPath', 'from'],
  URL: ['parse'],
  String: ['fromCharCode', 'raw'],
  Number: ['parseInt', 'parseFloat'],
}
const JOINS = new Set(['join', 'resolve', 'joinPath', 'concat', 'relative'])
const ROUNDS = new Set(['floor', 'ceil', 'round', 'trunc'])
const DIGESTS = new Set(['digest', 'createHash', 'createHmac', 'md5', 'sha1', 'sha256', 'update', 'objectHash', 'hash', 'hashCode'])
const ELEMENTS = new Set(['find', 'findLast', 'at', 'shift', 'pop', 'next', 'exec'])
const VALUES = new Set(['get', 'param', 'query', 'header', 'cookie', 'getAll', 'getHeader'])
const LISTS = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'splice', 'flat', 'values', 'entries'])
/** Of a schema: what they are given, once it is looked at. */
const VALIDATES = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'validate', 'decode', 'cast', 'assert'])
const SETTINGS = new Set(['getConfiguration', 'parseArgs', 'minimist', 'cwd', 'homedir', 'hostname', 'tmpdir', 'opts', 'getPath', 'cosmiconfig'])
const READ_VERBS = new Set(['load', 'read', 'get', 'parse', 'resolve', 'find', 'fetch'])

/** What a call gives, or the part of that at `path`; null when its name and form do not say. */
export function classifyMade(call: TSESTree.CallExpression, path: Path): Made | null {
  const callee = unwrap(call.callee)
  const args = call.arguments.filter((argument) => argument.type !== 'SpreadElement')
  const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? memberName(callee) : null
  if (name === null) return null
  if (GENERATORS.has(name)) return { of: 'end', source: 'generated', certainty: 'proven', shows: 'is generated' }
  if (SETTINGS.has(name)) return { of: 'end', source: 'configuration', certainty: 'proven', shows: 'is a setting' }
  if (DIGESTS.has(name)) return { of: 'parts', parts: callee.type === 'MemberExpression' ? [callee.object, ...args] : args }
  if (callee.type === 'MemberExpression') return classifyMethod(callee, name, args, path) ?? settingsRead(name)
  if (FORM_FUNCTIONS.has(name)) return { of: 'parts', parts: args.slice(0, 1) }
  return settingsRead(name)
}

function classifyMethod({ object }: TSESTree.MemberExpression, name: string, args: readonly TSESTree.Node[], path: Path): Made | null {
  const receiver = dottedName(object) ?? ''
  const [first] = args
  if (receiver === 'Object' || receiver === 'Array' || receiver === 'Promise' || receiver === 'Reflect') return first ? classifyStatic(receiver, name, args, path) : null
  if (receiver === 'Math') return ROUNDS.has(name) && first && !isRandom(first) ? { of: 'parts', parts: [first] } : null
  if (isClock(object, receiver)) {
    if (CLOCKS.has(name)) return { of: 'end', source: 'clock', certainty: 'proven', shows: 'is the time' }
    if (CALENDAR.has(name)) return { of: 'end', source: 'constant', certainty: 'proven', shows: 'is a part of the calendar' }
  }
  const owner = receiver.split('.').at(-1) ?? ''
  const isModule = owner === receiver || owner === 'posix' || owner === 'win32' || owner === 'Uri'
  if (isModule && Object.hasOwn(FORM_METHODS, owner) && FORM_METHODS[owner]?.includes(name) === true) return { of: 'parts', parts: JOINS.has(name) ? args : args.slice(0, 1) }
  if (VALIDATES.has(name) && first) return { of: 'member', node: first, path: path[0] === 'data' || path[0] === 'value' ? path.slice(1) : path }
  if (READS.has(name)) return classifyRead(first)
  if (FORMS.has(name) || (SHARED_FORMS.has(name) && path.length === 0)) return { of: 'parts', parts: name === 'join' ? [object, ...args] : [object] }
  if (ELEMENTS.has(name)) return { of: 'member', node: object, path: ['*', ...(path[0] === 'value' && name === 'next' ? path.slice(1) : path)] }
  if (VALUES.has(name)) return { of: 'member', node: object, path: ['[]', ...path] }
  if (name === 'keys') return { of: 'member', node: object, path: ['#'] }
  if ((name === 'map' || name === 'flatMap') && first) return { of: 'results', fn: first, path: name === 'map' && path[0] !== '$' ? path.slice(1) : path }
  return LISTS.has(name) || SHARED_FORMS.has(name) ? { of: 'member', node: object, path: name === 'values' && path[0] === '*' ? ['[]', ...path.slice(1)] : path } : null
}

function classifyStatic(receiver: string, name: string, [first, second]: readonly TSESTree.Node[], path: Path): Made | null {
  if (!first) return null
  if (receiver === 'Array' && name === 'from' && second) return { of: 'results', fn: second, path: path[0] === '$' ? path : path.slice(1) }
  if (name === 'keys' || name === 'ownKeys' || name === 'getOwnPropertyNames') return { of: 'member', node: first, path: ['#'] }
  if (name === 'values') return { of: 'member', node: first, path: ['[]', ...path.slice(1)] }
  if (name === 'entries') return { of: 'member', node: first, path: path[1] === '0' ? ['#'] : ['[]', ...path.slice(2)] }
  if (name === 'fromEntries' && path[0] === '[]') return { of: 'member', node: first, path: ['*', '1', ...path.slice(1)] }
  return { of: 'member', node: first, path }
}

/** A file that is named in the code holds settings, not what the world sends. */
function classifyRead(path: TSESTree.Node | undefined): Made {
  const text = staticString(path)
  const isSetting = text !== null && /\.(?:json|ya?ml|toml|env|rc)$|config/i.test(text)
  if (isSetting) return { of: 'end', source: 'configuration', certainty: 'proven', shows: 'is read from a file of settings' }
  return { of: 'end', source: 'content', certainty: 'likely', shows: 'is content' }
}

/** `loadConfig()`, `getSettings()` */
function settingsRead(name: string): Made | null {
  const parts = words(name)
  const isSetting = READ_VERBS.has(parts[0] ?? '') && parts.some((word) => /^(?:config|configuration|settings|preferences|options|env)$/.test(word))
  return isSetting ? { of: 'end', source: 'configuration', certainty: 'likely', shows: 'is read from the settings' } : null
}

function isClock(node: TSESTree.Node, receiver: string): boolean {
  const at = unwrap(node)
  if (receiver === 'Date' || receiver === 'performance' || receiver === 'process' || receiver === 'process.hrtime') return true
  return at.type === 'NewExpression' && at.callee.type === 'Identifier' && at.callee.name === 'Date'
}

/** `Math.floor(Math.random() * 4)`: one of a few. */
function isRandom(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  if (at.type === 'BinaryExpression') return isRandom(at.left) || isRandom(at.right)
  return at.type === 'CallExpression' && dottedName(at.callee) === 'Math.random'
}
