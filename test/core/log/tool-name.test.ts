import {expect, test} from 'vitest'
import {toolOrigin} from '../../../src/core/log/tool-name.ts'

test.each([
  ['Read', null, null],
  ['mcp__sea__tide', 'sea', null],
  ['mcp__plugin_dock_db__ask', 'plugin:dock:db', 'dock'],
  ['mcp__plugin_dock_db_two__ask', 'plugin:dock:db_two', 'dock'],
  ['mcp__plugin_dock__ask', 'plugin_dock', null],
  ['mcp__sea', null, null],
  ['mcp__a_b__c__d', 'a_b', null],
])('%s comes from server %s and plugin %s', (name, mcpServer, plugin) => {
  expect(toolOrigin(name)).toEqual({mcpServer, plugin})
})
