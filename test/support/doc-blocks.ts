/** A fenced code block of a docs page that claims something: ```` ```ts incorrect options=[{"cleared":"allow"}] ````. */
export interface DocBlock {
  readonly language: string
  readonly verdict: 'correct' | 'incorrect'
  readonly options: readonly unknown[]
  /** From `file=name.ts`, for rules that look at the name. */
  readonly fileName: string | null
  readonly code: string
  readonly line: number
}

const FENCE = /^```(\w+)[ \t]+(correct|incorrect)\b([^\n]*)\n([\s\S]*?)^```[ \t]*$/gm

export function findDocBlocks(markdown: string): DocBlock[] {
  return [...markdown.matchAll(FENCE)].map((match) => {
    const [, language = '', verdict = '', attributes = '', code = ''] = match
    const options = /\boptions=(\[.*\])/.exec(attributes)?.[1]
    return {
      language,
      verdict: verdict === 'correct' ? 'correct' : 'incorrect',
      options: options === undefined ? [] : (JSON.parse(options) as unknown[]),
      fileName: /\bfile=(\S+)/.exec(attributes)?.[1] ?? null,
      code,
      line: markdown.slice(0, match.index).split('\n').length,
    }
  })
}
