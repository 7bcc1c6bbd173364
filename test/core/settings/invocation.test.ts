import {expect, test} from 'vitest'
import {shellLine} from '../../../src/core/settings/invocation.ts'

test.each([
  [
    {node: '/usr/bin/node', script: '/opt/pech/bin/pech.js', platform: 'linux'},
    '/usr/bin/node /opt/pech/bin/pech.js statusline',
  ],
  [
    {node: '/usr/bin/node', script: "/it's/$HOME/pech.js", platform: 'linux'},
    String.raw`/usr/bin/node '/it'\''s/$HOME/pech.js' statusline`,
  ],
  [
    {node: String.raw`C:\Program Files\node.exe`, script: String.raw`C:\pech\bin\pech.js`, platform: 'win32'},
    '"C:/Program Files/node.exe" C:/pech/bin/pech.js statusline',
  ],
])('%j starts as %s', (invocation, line) => {
  expect(shellLine(invocation, ['statusline'])).toBe(line)
})
