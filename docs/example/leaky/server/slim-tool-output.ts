interface ToolResult {
  tool: string
  input: Record<string, unknown>
  output: string
  metadata: Record<string, unknown>
}

const OUTPUT_AT_MOST = 2_000

/** What viewers need of a tool's result; the rest stays on disk. */
const slimmers: Record<string, (result: ToolResult) => ToolResult> = {
  read: (result) => ({ ...result, output: '', metadata: { lines: result.metadata.lines } }),
  edit: (result) => ({ ...result, metadata: { additions: result.metadata.additions, deletions: result.metadata.deletions } }),
  bash: (result) => ({ ...result, output: result.output.slice(-OUTPUT_AT_MOST) }),
}

export function slimToolResult(result: ToolResult): ToolResult {
  const slim = slimmers[result.tool]
  return slim ? slim(result) : result
}
