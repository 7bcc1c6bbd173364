/** What a tool's name says about where it comes from. */
export interface ToolOrigin {
  /** MCP server, `plugin:<plugin>:<server>` for a plugin's; null for a tool that is no MCP tool. */
  readonly mcpServer: string | null
  readonly plugin: string | null
}

/**
 * Reads `mcp__<server>__<tool>` and `mcp__plugin_<plugin>_<server>__<tool>`. A plugin's name ends at the first `_`.
 *
 * @param name - Name of a tool_use block.
 */
export function toolOrigin(name: string): ToolOrigin {
  const match = /^mcp__(.+?)__/s.exec(name)
  if (match === null) return {mcpServer: null, plugin: null}
  const server = match[1]!
  const plugin = /^plugin_([^_]+)_(.+)$/s.exec(server)
  return plugin === null
    ? {mcpServer: server, plugin: null}
    : {mcpServer: `plugin:${plugin[1]}:${plugin[2]}`, plugin: plugin[1]!}
}
