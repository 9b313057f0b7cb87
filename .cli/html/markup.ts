/** HTML that is safe to put into a page: made by `html` alone. */
export interface Markup {
  readonly markup: string
}

type Part = string | number | Markup | readonly Markup[] | null

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Puts values between pieces of HTML; whatever is not HTML itself is escaped. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: pieces.map((piece, index) => piece + (index < parts.length ? toMarkup(parts[index] ?? null) : '')).join('') }
}

/** Text of ours that is HTML already: the style sheet and the script. */
export function trusted(markup: string): Markup {
  return { markup }
}

function toMarkup(part: Part): string {
  if (part === null) return ''
  if (typeof part === 'object') return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('')
  return String(part).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')
}

/** A message with its quoted names as code. */
export function withCode(message: string): Markup[] {
  return message.split(/`([^`]+)`/).map((text, index) => (index % 2 === 1 ? html`<code>${text}</code>` : html`${text}`))
}
