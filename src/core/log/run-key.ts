/** Names a subagent's run: agent ids are unique within their session only. */
export function runKey(session: string | null, agentId: string): string {
  return `${session ?? ''}/${agentId}`
}
