/** What a tool's name says about where it comes from. */
export interface ToolOrigin {
  /** MCP server, `plugin:<plugin>:<server>` for a plugin's; null for a tool that is no MCP tool. */
  readonly mcpServer: string | null
  readonly plugin: string | null
}

const MCP = 'mcp__'
const PLUGIN = 'plugin_'

/**
 * Reads `mcp__<server>__<tool>` and `mcp__plugin_<plugin>_<server>__<tool>`. A plugin's name ends at the first `_`.
 *
 * @param name - Name of a tool_use block.
 */
export function toolOrigin(name: string): ToolOrigin {
  const end = name.startsWith(MCP) ? name.indexOf('__', MCP.length + 1) : -1
  if (end < 0) return {mcpServer: null, plugin: null}
  const server = name.slice(MCP.length, end)
  const pluginEnd = server.startsWith(PLUGIN) ? server.indexOf('_', PLUGIN.length) : -1
  if (pluginEnd <= PLUGIN.length || pluginEnd === server.length - 1) return {mcpServer: server, plugin: null}
  const plugin = server.slice(PLUGIN.length, pluginEnd)
  return {mcpServer: `plugin:${plugin}:${server.slice(pluginEnd + 1)}`, plugin}
}
