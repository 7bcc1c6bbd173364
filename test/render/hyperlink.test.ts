import {expect, test} from 'vitest'
import {speaksHyperlinks} from '../../src/cli/common-flags.ts'
import {fileAddress, hyperlink, withoutHyperlinks} from '../../src/render/hyperlink.ts'

test('a path becomes an address, on both kinds of systems, whatever it is called', () => {
  expect(fileAddress('/home/mira/.claude/a b#c?.yaml')).toBe('file:///home/mira/.claude/a%20b%23c%3F.yaml')
  expect(fileAddress('C:\\Users\\mira\\pech\\ledger.db')).toBe('file:///C:/Users/mira/pech/ledger.db')
  expect(fileAddress('/a/\u001B]8;;x\u0007')).toBe('file:///a/%1B%5D8%3B%3Bx%07')
})

test('a link is its text, once the address is taken out', () => {
  const text = `see ${hyperlink('~/x', fileAddress('/home/x'))}, and ${hyperlink('y', 'file:///y')}`
  expect(text).toContain('\u001B]8;;file:///home/x\u001B\\~/x')
  expect(withoutHyperlinks(text)).toBe('see ~/x, and y')
})

test.each([
  [{TERM_PROGRAM: 'iTerm.app'}, true],
  [{TERM_PROGRAM: 'vscode'}, true],
  [{VTE_VERSION: '7402'}, true],
  [{VTE_VERSION: '4601'}, false],
  [{KITTY_WINDOW_ID: '1'}, true],
  [{WT_SESSION: 'x'}, true],
  [{KONSOLE_VERSION: '230804'}, true],
  [{TERM: 'xterm-ghostty'}, true],
  [{TERM: 'xterm-256color'}, false],
  [{WT_SESSION: 'x', TMUX: '/tmp/t'}, false],
  [{WT_SESSION: 'x', CI: '1'}, false],
  [{WT_SESSION: 'x', TERM: 'dumb'}, false],
  [{WT_SESSION: 'x', NO_COLOR: '1'}, true],
  [{FORCE_HYPERLINK: '1', TERM: 'dumb'}, true],
  [{FORCE_HYPERLINK: '0', WT_SESSION: 'x'}, false],
])('the environment %o: links %j', (env, expected) => {
  expect(speaksHyperlinks(env, true)).toBe(expected)
})

test('off a terminal there are no links, unless they are forced', () => {
  expect(speaksHyperlinks({WT_SESSION: 'x'}, false)).toBe(false)
  expect(speaksHyperlinks({FORCE_HYPERLINK: '1'}, false)).toBe(true)
})
