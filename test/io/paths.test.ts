import {expect, test} from 'vitest'
import {claudeFolders, pechPaths} from '../../src/io/paths.ts'

const linux = {platform: 'linux', home: '/home/ada'}
const windows = {platform: 'win32', home: 'C:\\Users\\ada'}

test('without variables the XDG defaults hold', () => {
  expect(pechPaths({...linux, env: {}})).toEqual({
    dataFolder: '/home/ada/.local/share/pech',
    configFolder: '/home/ada/.config/pech',
    ledger: '/home/ada/.local/share/pech/ledger.db',
    events: '/home/ada/.local/share/pech/events.jsonl',
    config: '/home/ada/.config/pech/config.yaml',
    budgets: '/home/ada/.config/pech/budgets.yaml',
    rateCard: '/home/ada/.config/pech/rate-card.json',
    origin: 'default',
  })
})

test('PECH_HOME holds everything, on every system', () => {
  expect(pechPaths({...linux, env: {PECH_HOME: '/p', XDG_DATA_HOME: '/x'}})).toMatchObject({
    ledger: '/p/ledger.db',
    budgets: '/p/budgets.yaml',
    origin: 'PECH_HOME',
  })
  expect(pechPaths({...windows, env: {PECH_HOME: 'D:\\p', LOCALAPPDATA: 'L'}})).toMatchObject({
    ledger: 'D:\\p\\ledger.db',
    config: 'D:\\p\\config.yaml',
    origin: 'PECH_HOME',
  })
})

test('the XDG folders are used when they are absolute', () => {
  expect(pechPaths({...linux, env: {XDG_DATA_HOME: '/x', XDG_CONFIG_HOME: 'relative'}})).toMatchObject({
    ledger: '/x/pech/ledger.db',
    config: '/home/ada/.config/pech/config.yaml',
    origin: 'XDG',
  })
  expect(pechPaths({...linux, env: {XDG_DATA_HOME: '', XDG_CONFIG_HOME: '/c'}})).toMatchObject({
    ledger: '/home/ada/.local/share/pech/ledger.db',
    config: '/c/pech/config.yaml',
    origin: 'XDG',
  })
})

test('on Windows everything is under LOCALAPPDATA', () => {
  expect(pechPaths({...windows, env: {LOCALAPPDATA: 'C:\\Local', XDG_DATA_HOME: 'C:\\x'}})).toMatchObject({
    ledger: 'C:\\Local\\pech\\ledger.db',
    rateCard: 'C:\\Local\\pech\\rate-card.json',
    origin: 'LOCALAPPDATA',
  })
  expect(pechPaths({...windows, env: {}})).toMatchObject({
    ledger: 'C:\\Users\\ada\\AppData\\Local\\pech\\ledger.db',
    origin: 'default',
  })
})

test('the logs are in both places that Claude Code has used', () => {
  expect(claudeFolders({...linux, env: {}})).toEqual(['/home/ada/.claude', '/home/ada/.config/claude'])
  expect(claudeFolders({...linux, env: {XDG_CONFIG_HOME: '/c'}})).toEqual(['/home/ada/.claude', '/c/claude'])
  expect(claudeFolders({...linux, env: {XDG_CONFIG_HOME: 'relative', CLAUDE_CONFIG_DIR: ' , '}})).toEqual([
    '/home/ada/.claude',
    '/home/ada/.config/claude',
  ])
  expect(claudeFolders({...windows, env: {}})).toEqual(['C:\\Users\\ada\\.claude', 'C:\\Users\\ada\\.config\\claude'])
})

test('CLAUDE_CONFIG_DIR is a comma list, in which ~ is the home folder and nothing counts twice', () => {
  expect(claudeFolders({...linux, env: {CLAUDE_CONFIG_DIR: '/a, ~/b,,~,/a'}})).toEqual([
    '/a',
    '/home/ada/b',
    '/home/ada',
  ])
})
