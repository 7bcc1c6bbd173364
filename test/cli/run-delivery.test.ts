import {existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {compose} from '../../src/cli/composition.ts'
import {runDelivery} from '../../src/cli/run-delivery.ts'
import {recordEvent} from '../../src/io/ledger/events.ts'
import {openLedger} from '../../src/io/ledger/open-ledger.ts'
import {deliveryAsJson} from '../../src/render/delivery.ts'
import {freshHome} from '../run-pech.ts'

const NOW = '2026-10-04T12:00:00Z'

/** A home whose config sends events of rate cards to a file, which a later setting may forbid. */
function world() {
  const home = freshHome()
  const out = join(home, 'out')
  const script = `if (require('fs').existsSync(process.argv[1] + '.closed')) process.exit(1); require('fs').appendFileSync(process.argv[1], require('fs').readFileSync(0))`
  const command = JSON.stringify([process.execPath, '-e', script, out])
  writeFileSync(
    join(home, 'config.yaml'),
    `sinks:\n  - {name: file, type: command, events: [pech.rate_card.*], command: ${command}}\n`,
  )
  const {database} = openLedger(join(home, 'ledger.db'))
  const record = (dedupeKey: string) =>
    recordEvent(database, Date.parse(NOW), {
      event: 'pech.rate_card.changed',
      dedupeKey,
      payload: {before: '', after: dedupeKey},
    })
  const ports = compose({
    env: {PECH_HOME: home, PECH_NOW: NOW},
    timezone: 'UTC',
    ingest: false,
    quiet: true,
    demo: false,
  })
  const read = () => (existsSync(out) ? readFileSync(out, 'utf8').trim().split('\n') : [])
  return {out, record, read, deliver: (isUrgent = false) => runDelivery(ports, isUrgent)}
}

test('events go to the sinks of the config, each once, as lines like those of pech events', async () => {
  const {record, deliver, read} = world()
  record('a')
  record('b')
  const {report, exitCode} = await deliver()
  expect(exitCode).toBe(0)
  expect(deliveryAsJson(report)).toEqual({
    schema: 'pech/events@1',
    generatedAt: '2026-10-04T12:00:00.000Z',
    problems: [],
    sinks: [{sink: 'file', delivered: 2, rejected: 0, expired: 0, pending: 0, reason: null}],
  })
  await deliver(true)
  expect(read().map((line) => JSON.parse(line))).toMatchObject([
    {schema: 'pech/event@1', id: '1', event: 'pech.rate_card.changed', payload: {after: 'a'}},
    {schema: 'pech/event@1', id: '2', payload: {after: 'b'}},
  ])
})

test('what cannot be sent is kept, exits 1, and is sent when somebody asks again', async () => {
  const {record, deliver, read, out} = world()
  record('a')
  writeFileSync(`${out}.closed`, '')
  expect(await deliver()).toMatchObject({exitCode: 1, report: {sinks: [{pending: 1, reason: 'exit 1'}]}})
  rmSync(`${out}.closed`)
  expect(await deliver()).toMatchObject({exitCode: 1, report: {sinks: [{delivered: 0, pending: 1, reason: 'exit 1'}]}})
  expect(await deliver(true)).toMatchObject({exitCode: 0, report: {sinks: [{delivered: 1, pending: 0}]}})
  expect(read().length).toBe(1)
})
