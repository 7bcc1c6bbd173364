import {toolOrigin} from '../log/tool-name.ts'

/** Which share of its call a use of a tool stands for; null: a repeated use, or no use of an MCP tool. */
export interface ToolShare {
  readonly share: number | null
  readonly shares: number | null
  readonly mcpShare: number | null
  readonly mcpShares: number | null
}

/**
 * Splits a call between the tools that it used, each tool once however often it was used, and between their MCP servers.
 *
 * @param names - Names of the tools in order of use.
 * @returns One entry per name, same order: the first use of each tool (and server) has its share, from 0.
 */
export function toolShares(names: readonly string[]): ToolShare[] {
  const servers = names.map((name) => toolOrigin(name).mcpServer)
  const tools = names.filter((name, index) => names.indexOf(name) === index)
  const distinctServers = servers.filter((server, index) => server !== null && servers.indexOf(server) === index)
  return names.map((name, index) => {
    const isFirst = names.indexOf(name) === index
    const server = servers[index]!
    const isFirstOfServer = server !== null && servers.indexOf(server) === index
    return {
      share: isFirst ? tools.indexOf(name) : null,
      shares: isFirst ? tools.length : null,
      mcpShare: isFirstOfServer ? distinctServers.indexOf(server) : null,
      mcpShares: isFirstOfServer ? distinctServers.length : null,
    }
  })
}
