import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-passthrough-slimmer.ts'

const TABLE = 'const slimmers: Record<string, (p: Part) => Part> = { edit: slimEdit, bash: (p) => ({ ...p, output: cap(p.output) }) };'
const errors = [{ messageId: 'passesThrough' }] as const

new RuleTester().run('no-passthrough-slimmer', rule, {
  valid: [
    { name: 'a default trimmer', code: `${TABLE} const slim = (part) => (slimmers[part.tool] ?? slimUnknown)(part)` },
    { name: 'a default trimmer in a branch', code: `${TABLE} function slim(part) { const fn = slimmers[part.tool]; if (!fn) return slimUnknown(part); return fn(part) }` },
    { name: 'unknown kinds are refused', code: `${TABLE} function slim(part) { const fn = slimmers[part.tool]; if (!fn) return undefined; return fn(part) }` },
    { name: 'unknown kinds are cut on the spot', code: `${TABLE} function slim(part) { const fn = slimmers[part.tool]; return fn ? fn(part) : { ...part, output: "" } }` },
    { name: 'a default entry of the table', code: `${TABLE} const slim = (part) => (slimmers[part.tool] ?? slimmers.bash)(part)` },
    { name: 'every caller caps', code: `${TABLE} function slim(part) { const fn = slimmers[part.tool]; return fn ? fn(part) : part } post(capSize(slim(a))); post(capSize(slim(b)))` },
    { name: 'a closed set of kinds in the table', code: 'type Kind = "a" | "b"; const trimmers: Record<Kind, (p: Part) => Part> = { a: trimA, b: trimB }; export const trim = (kind: Kind, part: Part) => trimmers[kind]?.(part) ?? part' },
    { name: 'a closed set of kinds by satisfies', code: 'const trimmers = { a: trimA, b: trimB } satisfies Record<"a" | "b", Trim>; export const trim = (kind, part) => trimmers[kind]?.(part) ?? part' },
    { name: 'a key that can only be one of the table', code: 'const trimmers = { a: trimA, b: trimB }; export function trim(kind: keyof typeof trimmers, part: Part) { const fn = trimmers[kind]; return fn ? fn(part) : part }' },
    { name: 'formatters', code: 'const formatters = { date: formatDate, price: formatPrice }; export const show = (kind, value) => formatters[kind]?.(value) ?? value' },
    { name: 'a table of whitespace strippers', code: 'const stripComments = { js: stripJs, css: stripCss }; export const strip = (kind, text) => stripComments[kind]?.(text) ?? text' },
    { name: 'redactors are about secrets, not size', code: 'const redactors = { env: redactEnv, auth: redactAuth }; export const redact = (kind, value) => redactors[kind]?.(value) ?? value' },
    { name: 'a guard before the lookup', code: `${TABLE} function slim(part) { if (part.type !== "tool") return part; return (slimmers[part.tool] ?? slimUnknown)(part) }` },
    { name: 'a table of one', code: 'const slimmers = { edit: slimEdit }; const slim = (part) => slimmers[part.tool]?.(part) ?? part' },
    { name: 'a table of limits', code: 'const limits = { edit: 10, bash: 20 }; const slim = (part) => limits[part.tool] ? cut(part, limits[part.tool]) : part' },
    { name: 'a switch with a trimming default', code: 'function slimPart(kind, part) { switch (kind) { case "a": return slimA(part); case "b": return slimB(part); default: return slimUnknown(part) } }' },
    { name: 'a switch that trims nothing', code: 'function trimKind(kind, part) { switch (kind) { case "a": return part; case "b": return part; default: return part } }' },
    { name: 'a switch in a function about something else', code: 'function render(kind, part) { switch (kind) { case "a": return draw(part); case "b": return paint(part); default: return part } }' },
    { name: 'a switch over a closed set', code: 'function slimPart(kind: "a" | "b", part: Part) { switch (kind) { case "a": return slimA(part); case "b": return slimB(part); default: return part } }' },
    { name: 'a table the project trusts', code: `${TABLE} const slim = (part) => slimmers[part.tool]?.(part) ?? part`, options: [{ ignore: ['^slimmers$'] }] },
    { name: 'a file the project ignores', filename: 'dev/slim.ts', code: `${TABLE} const slim = (part) => slimmers[part.tool]?.(part) ?? part`, options: [{ ignoreFiles: ['^dev/'] }] },
  ],
  invalid: [
    {
      name: 'a lookup that gives back the part, through an alias of it',
      code: `${TABLE} export function slimPart(part) { const obj = part as Tool; const fn = slimmers[obj.tool]; if (!fn) return part; return { ...obj, state: fn(obj.state) } }`,
      errors: [{ messageId: 'passesThrough', data: { table: 'slimmers', within: 'slimPart', count: '2', kinds: '`edit`, `bash`' } }],
    },
    { name: 'a conditional', code: `${TABLE} export const slim = (part) => { const fn = slimmers[part.tool]; return fn ? fn(part) : part }`, errors },
    { name: 'a negated conditional', code: `${TABLE} export const slim = (part) => { const fn = slimmers[part.tool]; return !fn ? part : fn(part) }`, errors },
    { name: 'compared with undefined', code: `${TABLE} export const slim = (part) => { const fn = slimmers[part.tool]; if (fn === undefined) { return part } return fn(part) }`, errors },
    { name: 'the hit first, the rest after it', code: `${TABLE} export const slim = (part) => { const fn = slimmers[part.tool]; if (fn) return fn(part); return part }`, errors },
    { name: 'an optional call', code: `${TABLE} export const slim = (part) => slimmers[part.tool]?.(part) ?? part`, errors },
    { name: 'an identity function', code: `${TABLE} export const slim = (part) => (slimmers[part.tool] ?? ((same) => same))(part)`, errors },
    { name: 'an identity by name', code: `${TABLE} export const slim = (part) => (slimmers[part.tool] ?? identity)(part)`, errors },
    { name: 'a Map', code: 'const trimmers = new Map([["read", trimRead], ["grep", trimGrep]]); export function trim(result) { const fn = trimmers.get(result.tool); return fn ? fn(result) : result }', errors },
    { name: 'a table whose functions say what they do', code: 'const byTool = { read: truncateText, grep: truncateHits }; export const shape = (tool, out) => byTool[tool]?.(out) ?? out', errors },
    { name: 'some callers cap, one does not', code: `${TABLE} function slim(part) { const fn = slimmers[part.tool]; return fn ? fn(part) : part } post(capSize(slim(a))); post(slim(b))`, errors },
    {
      name: 'a switch with a default that gives back what it got',
      code: 'export function truncateResult(kind, result) { switch (kind) { case "read": return { ...result, text: "" }; case "grep": return cutHits(result); default: return result } }',
      errors: [{ messageId: 'passesThrough', data: { table: 'truncateResult', within: 'truncateResult', count: '2', kinds: '`read`, `grep`' } }],
    },
    { name: 'a switch without a default', code: 'export function slimPart(kind, part) { switch (kind) { case "a": return slimA(part); case "b": return slimB(part); case "c": return slimC(part) } return part }', errors },
  ],
})
