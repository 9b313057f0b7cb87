import type { TSESTree } from '@typescript-eslint/utils'

import { findExports } from '../analysis/find-export.ts'
import { indexSource } from '../analysis/source-index.ts'
import { isFunction } from '../ast/functions.ts'
import { keyName, memberName, staticString } from '../ast/names.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { oncePerFile } from '../ast/source-file.ts'
import { findVariable, importOf, type Variable } from '../ast/variables.ts'
import { findImporting, type Exported, type Needed } from './import-candidates.ts'
import { isPublicEntry } from './package-entries.ts'
import { Written } from './sources/word-index.ts'
import type { SourceProgram } from './sources/source-program.ts'
import type { ProgramFile, Site, Sites } from './view.ts'

/** A binding is followed through so many exports and re-exports. */
const MAX_EXPORTS = 40
/** More files than this name it: a common word, and reading them all would cost more than the answer is worth. */
const MAX_FILES = 150

/**
 * Every expression, in any file of the program, that denotes a variable of `home`: in its own file, and wherever it is imported, re-exported or taken
 * from a namespace. Type positions are left out. With `written`, only files that write its name that way, or pass exports on, are read.
 */
export function findUsesOfVariable(program: SourceProgram, home: ProgramFile, variable: Variable, written: Written = Written.anywhere): Sites {
  const inNamespace = usesThroughNamespace(program, home, variable)
  if (inNamespace) return { sites: [...referencesOf(home, variable), ...inNamespace.sites], isComplete: inNamespace.isComplete }
  return followExports(program, referencesOf(home, variable), exportedNames(home, variable), { name: variable.name, written })
}

/** The same for what a file exports without a variable: `exports.track = (id) => …`. */
export function findUsesOfExport(program: SourceProgram, home: ProgramFile, node: TSESTree.Node): Sites {
  const names = [...findExports(home.file).byName].flatMap(([name, target]) => (target.kind === 'own' && target.node === node ? [{ home, name }] : []))
  const own = indexSource(home.file).membersByName
  const sites = names.flatMap(({ name }) => (own.get(name) ?? []).filter((member) => isOfExports(member)).map((member): Site => ({ home, node: member, match: 'certain' })))
  return followExports(program, sites, names, null)
}

/** `exports.track`, `module.exports.track` */
function isOfExports({ object }: TSESTree.MemberExpression): boolean {
  return object.type === 'Identifier' ? object.name === 'exports' : object.type === 'MemberExpression' && memberName(object) === 'exports'
}

function followExports(program: SourceProgram, own: readonly Site[], names: readonly Exported[], needed: Needed | null): Sites {
  const sites = [...own]
  const queue = [...names]
  const seen = new Set(queue.map(keyOf))
  let isComplete = queue.length === 0 || program.seesAll
  for (let item = queue.shift(); item; item = queue.shift()) {
    if (isPublicEntry(program, item.home)) isComplete = false
    if (seen.size > MAX_EXPORTS || item.home.path === null) return { sites, isComplete: false }
    const paths = findImporting(program, item, needed)
    if (paths.length > MAX_FILES) return { sites, isComplete: false }
    for (const path of paths) {
      const other = program.open(path)
      if (!other) {
        isComplete = false
        continue
      }
      const found = usesIn(program, other, item)
      sites.push(...found.sites)
      for (const next of found.passedOn) {
        if (seen.has(keyOf(next))) continue
        seen.add(keyOf(next))
        queue.push(next)
      }
    }
  }
  return { sites, isComplete }
}

/** `export namespace Store { export function put() {} }`: others reach it as `Store.put`. Null for a variable of no namespace. */
function usesThroughNamespace(program: SourceProgram, home: ProgramFile, variable: Variable): Sites | null {
  const { block } = variable.scope
  if (block.type !== 'TSModuleDeclaration' || block.id.type !== 'Identifier') return null
  const namespace = findVariable(home.file, block.id)
  if (!namespace || namespace === variable) return null
  const { sites, isComplete } = findUsesOfVariable(program, home, namespace)
  return { sites: sites.flatMap((site) => membersAt(site.home, wrapped(site.node), variable.name)), isComplete }
}

function keyOf({ home, name }: Exported): string {
  return `${name}\0${home.path}`
}

/** The value uses of a variable in its own file. */
export function referencesOf(home: ProgramFile, variable: Variable): Site[] {
  return variable.references.flatMap((reference): Site[] => {
    const { identifier } = reference
    if (identifier.type === 'JSXIdentifier' || isTypeOnly(reference)) return identifier.type === 'JSXIdentifier' ? [{ home, node: identifier, match: 'certain' }] : []
    return [{ home, node: identifier, match: 'certain' }]
  })
}

function isTypeOnly(reference: object): boolean {
  return 'isValueReference' in reference && reference.isValueReference === false
}

/** The names under which a file exports a variable. */
function exportedNames(home: ProgramFile, variable: Variable): Exported[] {
  const named = namesOfExports(home.file)
  // A class is two variables with one identifier: one inside of it, one outside.
  const names = new Set([variable, ...variable.identifiers].flatMap((one) => named.get(one) ?? []))
  return [...names].map((name) => ({ home, name }))
}

/** The names of a file's exports, by the variables and by the identifiers that they are of. */
const namesOfExports = oncePerFile((file) => {
  const names = new Map<Variable | TSESTree.Node, string[]>()
  for (const [name, target] of findExports(file).byName) {
    if (target.kind !== 'own') continue
    const { node } = target
    const id = node.type === 'Identifier' ? node : 'id' in node && node.id?.type === 'Identifier' ? node.id : null
    for (const one of id ? [id, findVariable(file, id)] : []) if (one) names.set(one, [...(names.get(one) ?? []), name])
  }
  return names
})

interface FoundUses {
  readonly sites: readonly Site[]
  readonly passedOn: readonly Exported[]
}

/** What one file does with another's export. */
function usesIn(program: SourceProgram, home: ProgramFile, exported: Exported): FoundUses {
  const sites: Site[] = []
  const passedOn: Exported[] = []
  const means = (specifier: string): boolean => program.resolve(home, specifier) === exported.home.path
  for (const statement of home.file.ast.body) {
    if (statement.type === 'ImportDeclaration' && means(statement.source.value)) {
      for (const specifier of statement.specifiers) {
        const variable = findVariable(home.file, specifier.local)
        if (!variable || importOf(variable)?.source !== statement.source.value) continue
        const name = importOf(variable)?.name
        if (name === exported.name) {
          sites.push(...referencesOf(home, variable).filter((site) => !isExportSpecifier(site.node)))
          passedOn.push(...exportedNames(home, variable))
        } else if (name === '*') sites.push(...membersNamed(home, variable, exported.name))
      }
    } else if (statement.type === 'ExportNamedDeclaration' && statement.source && means(statement.source.value)) {
      for (const { local, exported: outer } of statement.specifiers) {
        if (nameOf(local) === exported.name) passedOn.push({ home, name: nameOf(outer) })
      }
    } else if (statement.type === 'ExportAllDeclaration' && exported.name !== 'default' && means(statement.source.value)) {
      // `export * as ns from` hides the name behind another one: its uses are members of that.
      passedOn.push({ home, name: statement.exported ? nameOf(statement.exported) : exported.name })
    }
  }
  for (const call of indexSource(home.file).callsByName.get('require') ?? []) sites.push(...usesOfRequired(home, call, exported.name, means))
  for (const found of indexSource(home.file).dynamicImports) sites.push(...usesOfImported(home, found, exported.name, means))
  return { sites, passedOn }
}

function isExportSpecifier(node: TSESTree.Node): boolean {
  return node.parent?.type === 'ExportSpecifier'
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value
}

/** `m.name` and `const { name } = m` for a variable that holds a whole module. */
function membersNamed(home: ProgramFile, variable: Variable, name: string): Site[] {
  return referencesOf(home, variable).flatMap(({ node }) => membersAt(home, wrapped(node), name))
}

function membersAt(home: ProgramFile, at: TSESTree.Node, name: string): Site[] {
  const { parent } = at
  if (parent?.type === 'MemberExpression' && parent.object === at && memberName(parent) === name) return [{ home, node: parent, match: 'certain' }]
  if (parent?.type !== 'VariableDeclarator' || parent.init !== at) return []
  if (parent.id.type === 'Identifier') {
    const variable = findVariable(home.file, parent.id)
    return variable ? membersNamed(home, variable, name) : []
  }
  return parent.id.type === 'ObjectPattern' ? namesTaken(home, parent.id, name) : []
}

/** The uses of what a pattern takes under the name. */
function namesTaken(home: ProgramFile, pattern: TSESTree.ObjectPattern, name: string): Site[] {
  return pattern.properties.flatMap((property): Site[] => {
    if (property.type !== 'Property' || keyName(property) !== name || property.value.type !== 'Identifier') return []
    const variable = findVariable(home.file, property.value)
    return variable ? referencesOf(home, variable).filter(({ node }) => node !== property.value) : []
  })
}

/** `require('./a').name`, `const { name } = require('./a')`, `const a = require('./a')` */
function usesOfRequired(home: ProgramFile, call: TSESTree.CallExpression, name: string, means: (specifier: string) => boolean): Site[] {
  const specifier = staticString(call.arguments[0])
  if (specifier === null || unwrap(call.callee).type !== 'Identifier' || !means(specifier)) return []
  return membersAt(home, wrapped(call), name)
}

/**
 * `(await import('./a')).name`, `const { name } = await import('./a')`, `import('./a').then(({ name }) => …)`. A module that is taken in any other way
 * may be used for the name: a possible use.
 */
function usesOfImported(home: ProgramFile, node: TSESTree.ImportExpression, name: string, means: (specifier: string) => boolean): Site[] {
  const specifier = staticString(node.source)
  if (specifier === null || !means(specifier)) return []
  const at = wrapped(node)
  const { parent } = at
  if (parent?.type === 'AwaitExpression') {
    const whole = wrapped(parent)
    const isTaken = whole.parent?.type === 'VariableDeclarator' || whole.parent?.type === 'MemberExpression'
    if (isTaken) return membersAt(home, whole, name)
    return whole.parent?.type === 'ExpressionStatement' ? [] : [{ home, node: whole, match: 'possible' }]
  }
  const module = parent?.type === 'MemberExpression' ? settledParameter(parent) : null
  if (module?.type === 'Identifier') {
    const variable = findVariable(home.file, module)
    return variable ? membersNamed(home, variable, name) : []
  }
  if (module?.type === 'ObjectPattern') return namesTaken(home, module, name)
  return [{ home, node: at, match: 'possible' }]
}

/** What `.then(…)` names the module. */
function settledParameter(member: TSESTree.MemberExpression): TSESTree.Node | null {
  const call = wrapped(member).parent
  if (memberName(member) !== 'then' || call?.type !== 'CallExpression') return null
  const [callback] = call.arguments
  return callback && isFunction(callback) ? (callback.params[0] ?? null) : null
}
