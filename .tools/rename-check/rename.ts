import { parseForESLint } from '@typescript-eslint/parser'

type Scopes = NonNullable<ReturnType<typeof parseForESLint>['scopeManager']>
type Variable = Scopes['variables'][number]
type Identifier = Variable['identifiers'][number]

/**
 * A file's text with every name that is the file's own business made meaningless: variables, parameters, functions and classes that are not exported
 * or imported. Members keep their names, since other files may know them; so do names that JSX or a framework reads. Null when the text does not parse.
 */
export function renameLocals(text: string, isJsx: boolean): string | null {
  const scopes = scopesOf(text, isJsx)
  if (!scopes) return null
  const edits = new Map<number, { readonly end: number; readonly text: string }>()
  let count = 0
  for (const variable of scopes.variables) {
    if (!isOwn(variable)) continue
    const name = `${/^[A-Z]/.test(variable.name) ? 'V' : 'v'}${++count}`
    for (const identifier of placesOf(variable)) edits.set(identifier.range[0], { end: identifier.range[0] + variable.name.length, text: replacementOf(identifier, name) })
  }
  return [...edits].sort(([a], [b]) => b - a).reduce((left, [start, { end, text: written }]) => left.slice(0, start) + written + left.slice(end), text)
}

function scopesOf(text: string, isJsx: boolean): Scopes | null {
  try {
    return parseForESLint(text, { range: true, loc: true, sourceType: 'module', ecmaFeatures: { jsx: isJsx } }).scopeManager
  } catch {
    // What does not parse was not linted either.
    return null
  }
}

/** Declared once, by this file, under a name that nobody outside reads: no import, no export, no hook or component. */
function isOwn({ defs, name }: Variable): boolean {
  const [definition] = defs
  if (!definition || defs.length !== 1 || definition.type === 'ImportBinding' || definition.type === 'ImplicitGlobalVariable') return false
  if (/^use[A-Z]/.test(name) || name === 'arguments' || name === 'this' || name.length < 3) return false
  if (definition.type === 'Type' || definition.type === 'TSModuleName' || definition.type === 'TSEnumName') return false
  let at: { readonly type: string; readonly parent?: unknown } | undefined = definition.type === 'Parameter' ? undefined : (definition.node)
  for (let up = 0; at && up < 3; up++) {
    if (at.type.startsWith('Export')) return false
    at = at.parent as typeof at
  }
  return !(definition.type === 'FunctionName' && /^[A-Z]/.test(name)) && !(definition.type === 'Variable' && /^[A-Z][a-z]/.test(name))
}

function placesOf(variable: Variable): readonly Identifier[] {
  const found = new Set<Identifier>(variable.identifiers)
  for (const { identifier } of variable.references) if (identifier.type === 'Identifier') found.add(identifier)
  return [...found].filter(({ type }) => type === 'Identifier')
}

/** `{ sessionId }` must stay the member of that name: `{ sessionId: v1 }`. */
function replacementOf(identifier: Identifier, name: string): string {
  let { parent } = identifier as { parent?: { type: string; parent?: unknown; shorthand?: boolean; key?: { range?: readonly number[] } } }
  if (parent?.type === 'AssignmentPattern') parent = parent.parent as typeof parent
  const isShorthand = parent?.type === 'Property' && parent.shorthand === true && parent.key?.range?.[0] === identifier.range[0]
  if (isShorthand) return `${identifier.name}: ${name}`
  if (parent?.type === 'ExportSpecifier') return `${name} as ${identifier.name}`
  return name
}
