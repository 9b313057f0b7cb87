import type { Caller, ProgramView } from '../program/view.ts'

/** Callers that count: not tests; not tools of development either, unless it is a tool that is asked about. */
export function inProduction(view: ProgramView, sites: readonly Caller[]): Caller[] {
  const isTool = view.root.kind === 'tool'
  return sites.filter(({ home }) => home.kind === 'production' || (isTool && home.kind === 'tool'))
}
