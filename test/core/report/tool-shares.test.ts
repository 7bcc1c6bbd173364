import fc from 'fast-check'
import {expect, test} from 'vitest'
import {toolShares} from '../../../src/core/report/tool-shares.ts'

test('each tool has one share, however often it was used, and so has each MCP server', () => {
  expect(toolShares(['Read', 'mcp__sea__tide', 'Read', 'mcp__sea__wind'])).toEqual([
    {share: 0, shares: 3, mcpShare: null, mcpShares: null},
    {share: 1, shares: 3, mcpShare: 0, mcpShares: 1},
    {share: null, shares: null, mcpShare: null, mcpShares: null},
    {share: 2, shares: 3, mcpShare: null, mcpShares: null},
  ])
  expect(toolShares([])).toEqual([])
})

test('shares are numbered from 0 without gaps', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('Read', 'Bash', 'mcp__a__x', 'mcp__a__y', 'mcp__b__x')), (names) => {
      const shares = toolShares(names).flatMap(({share}) => share ?? [])
      expect(shares).toEqual([...new Set(names)].map((_, index) => index))
    }),
  )
})
