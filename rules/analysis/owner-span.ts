import { enclosingFunction, functionName, isFunction, type ClassNode, type FunctionNode } from '../ast/functions.ts'
import { words } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { ownerSpanNamed } from '../catalog/owners.ts'
import { classNameOf, type FoundCollection } from './find-collections.ts'
import { classifyEntry } from './reach.ts'
import { indexSource } from './source-index.ts'

/** How long the owner of a collection is likely to live, compared with the program. */
export type OwnerSpan = 'long' | 'short' | 'undecided'

/**
 * Told by, in this order: an instance made at module level or in a `getInstance` of the same file (long); an instance made inside
 * a function that handles one request or turn (short); what the owner's name says; else undecided.
 */
export function ownerSpanOf(file: SourceFile, { owner }: FoundCollection): OwnerSpan {
  if (owner === null) return 'long'
  return isFunction(owner) ? spanOfFactory(owner) : spanOfClass(file, owner)
}

/** Is the owner likely to outlive what it is given? A class is, for keys, unless something says no; a closure, or a class for a list, only when something says yes. */
export function livesLong(file: SourceFile, collection: FoundCollection): boolean {
  const span = ownerSpanOf(file, collection)
  return isFunction(collection.owner) || collection.kind === 'array' ? span === 'long' : span !== 'short'
}

/** What a message calls the owner. */
export function ownerNameOf({ owner }: FoundCollection): string {
  const name = owner === null ? null : isFunction(owner) ? functionName(owner) : classNameOf(owner)
  return name ?? 'an anonymous owner'
}

function spanOfClass(file: SourceFile, owner: ClassNode): OwnerSpan {
  const name = classNameOf(owner)
  if (name !== null && isSingleton(file, owner, name)) return 'long'
  if (name !== null && extendsComponent(owner)) return 'short'
  return name === null ? 'undecided' : ownerSpanNamed(name)
}

function isSingleton(file: SourceFile, owner: ClassNode, name: string): boolean {
  if (owner.body.body.some((member) => member.type === 'MethodDefinition' && member.static && member.key.type === 'Identifier' && /^(?:get)?(?:I|i)nstance$/.test(member.key.name))) return true
  return (indexSource(file).newsByName.get(name) ?? []).some((node) => enclosingFunction(node) === null)
}

const COMPONENT_BASES = new Set(['Component', 'PureComponent', 'HTMLElement', 'LitElement', 'Vue', 'ReactElement', 'Error', 'Transform', 'Writable', 'Readable', 'Duplex', 'Visitor', 'Rule'])

function extendsComponent({ superClass }: ClassNode): boolean {
  if (superClass?.type === 'Identifier') return COMPONENT_BASES.has(superClass.name)
  return superClass?.type === 'MemberExpression' && superClass.property.type === 'Identifier' && COMPONENT_BASES.has(superClass.property.name)
}

/** Factories by name: `createClient`, `registerHandlers`, `forgePlugin` make one thing for long; components and hooks live per mount. */
function spanOfFactory(owner: FunctionNode): OwnerSpan {
  const name = functionName(owner)
  if (name === null) {
    // `createPlugin = (config) => async (ctx) => { … }`: what is returned is what the outer function makes.
    const outer = classifyEntry(owner).type === 'returned' ? enclosingFunction(owner) : null
    return outer ? spanOfFactory(outer) : 'undecided'
  }
  // Components and React hooks live as long as what shows them; stores have rules of their own.
  if (/^[A-Z]/.test(name) && !/plugin$/i.test(name)) return returnsPlainObject(owner) ? ownerSpanNamed(name) : 'short'
  if (/^use[A-Z]/.test(name)) return 'short'
  const verbs = words(name).slice(0, 2)
  // `importSessionToDb` ends with a long-lived noun and makes nothing.
  if (!verbs.some((verb) => MAKES.has(verb)) && !returnsFunctions(owner)) return 'undecided'
  const span = ownerSpanNamed(name)
  if (span !== 'undecided') return span
  return verbs.some((verb) => SETS_UP.has(verb)) ? 'long' : 'undecided'
}

const SETS_UP = new Set(['register', 'setup', 'install', 'activate', 'init', 'initialize', 'bootstrap', 'main', 'mount', 'serve', 'listen', 'attach'])
const MAKES = new Set([...SETS_UP, 'create', 'make', 'build', 'new', 'get', 'define', 'provide', 'start', 'with', 'factory', 'open', 'launch'])

/** Does the factory give back functions or an object, in which its variables live on? */
function returnsFunctions(owner: FunctionNode): boolean {
  if (owner.body.type !== 'BlockStatement') return owner.body.type === 'ObjectExpression' || isFunction(owner.body)
  const last = owner.body.body.at(-1)
  return last?.type === 'ReturnStatement' && (last.argument?.type === 'ObjectExpression' || isFunction(last.argument))
}

function returnsPlainObject(owner: FunctionNode): boolean {
  if (owner.body.type !== 'BlockStatement') return owner.body.type === 'ObjectExpression'
  const last = owner.body.body.at(-1)
  return last?.type === 'ReturnStatement' && last.argument?.type === 'ObjectExpression'
}
