import {Flags} from '@oclif/core'
import {DIMENSIONS, type Dimension} from '../core/attribution/dimension.ts'
import {PechError} from '../core/problem.ts'
import type {Filter} from '../core/report/filter.ts'
import {suggest} from '../core/suggest.ts'

const helpGroup = 'filter'

function filterFlag(what: string, helpValue = 'X') {
  return Flags.string({
    description: `Only calls of this ${what}; may repeat, takes globs.`,
    helpValue,
    helpGroup,
    multiple: true,
  })
}

/** A filter for each dimension (`--session` is among the period flags). */
export const filterFlags = {
  arm: filterFlag('arm (client, cost centre)'),
  project: filterFlag('project (path, or last folder)', 'PATH'),
  branch: filterFlag('branch'),
  model: filterFlag('model'),
  tier: filterFlag('model family'),
  agent: filterFlag('agent type'),
  role: filterFlag('role'),
  skill: filterFlag('skill'),
  plugin: filterFlag('plugin'),
  'sub-plugin': filterFlag('sub-plugin'),
  tool: filterFlag('tool'),
  'mcp-server': filterFlag('MCP server'),
  prompt: filterFlag('prompt', 'ID'),
  kind: filterFlag('kind of call'),
  'service-tier': filterFlag('service tier'),
  speed: filterFlag('speed'),
  geo: filterFlag('inference region'),
  entrypoint: filterFlag('entrypoint'),
  'claude-version': filterFlag('version of Claude Code'),
  peer: filterFlag('other machine'),
}

const DIMENSION_OF_FLAG: Record<keyof typeof filterFlags, Dimension> = {
  arm: 'arm',
  project: 'project',
  branch: 'branch',
  model: 'model',
  tier: 'tier',
  agent: 'agent',
  role: 'role',
  skill: 'skill',
  plugin: 'plugin',
  'sub-plugin': 'subPlugin',
  tool: 'tool',
  'mcp-server': 'mcpServer',
  prompt: 'prompt',
  kind: 'kind',
  'service-tier': 'serviceTier',
  speed: 'speed',
  geo: 'geo',
  entrypoint: 'entrypoint',
  'claude-version': 'version',
  peer: 'peer',
}

/** The filters that the flags name. */
export function filtersOf(flags: Readonly<Record<string, unknown>>): Filter[] {
  return Object.entries(DIMENSION_OF_FLAG).flatMap(([flag, dimension]) => {
    const patterns = flags[flag]
    return Array.isArray(patterns) && patterns.length > 0 ? [{dimension, patterns: patterns.map(String)}] : []
  })
}

/** `--by DIM[,DIM]`. */
export const byFlag = Flags.string({
  description: 'Group by these dimensions; see `pech help dimensions`.',
  helpValue: 'DIM[,DIM]',
})

/**
 * Reads `--by`.
 *
 * @throws PechError with a suggestion for a dimension that does not exist.
 */
export function dimensionsOf(by: string): Dimension[] {
  const names = by.split(',').map((name) => name.trim())
  const dimensions = names.map((name) => {
    const wanted = name.toLowerCase().replaceAll(/[-_]/g, '')
    const dimension = DIMENSIONS.find((one) => one.toLowerCase() === wanted)
    if (dimension !== undefined) return dimension
    const near = suggest(name, DIMENSIONS)
    const hint = near === undefined ? `give one of ${DIMENSIONS.join(', ')};` : `did you mean ${near}?`
    throw new PechError('DIMENSION_UNKNOWN', `--by ${name}: no such dimension`, `${hint} see \`pech help dimensions\``)
  })
  return [...new Set(dimensions)]
}
