import {expect, test} from 'vitest'
import {thisMachineText} from '../../src/render/this-machine.ts'

const options = {home: '/home/mira', timezone: 'Europe/Berlin'}
const ready = {
  logFolders: ['/home/mira/.claude'],
  logs: 80,
  ledger: {calls: 906n, lastAtMs: Date.UTC(2026, 10, 20, 16, 8)},
  budgets: 5,
  hasHooks: true,
}

test('what is there is said, with where and until when', () => {
  expect(thisMachineText(ready, options)).toBe(`
On this machine
  logs     80 files in ~/.claude
  ledger   906 calls, the last at 2026-11-20 17:08
  budgets  5
  hooks    installed

Next: \`pech report\`, \`pech live\` to watch, \`pech health\` for all checks at once.
`)
})

test.each([
  [{logs: 0, ledger: null}, 'pech report --demo'],
  [{ledger: null}, 'pech report'],
  [{ledger: {calls: 0n, lastAtMs: null}}, 'pech report'],
  [{budgets: 0}, 'pech budget set'],
  [{hasHooks: false}, 'pech init'],
  [{logs: 0}, 'pech report'],
])('the next step is the first that is missing: %o', (facts, step) => {
  expect(thisMachineText({...ready, ...facts}, options)).toContain(`Next: \`${step}`)
})
