import fc from 'fast-check'
import {expect, test} from 'vitest'
import schema from '../../schemas/snapshot.schema.json' with {type: 'json'}
import {snapshotFiles, snapshotOf} from '../../fixtures/snapshots/make-snapshots.ts'
import {SNAPSHOT_SCHEMA} from '../../src/core/snapshot/snapshot.ts'
import {snapshotJson} from '../../src/render/snapshot-json.ts'
import {anyCells} from '../core/snapshot/any-cells.ts'
import {schemaErrors} from './schema-errors.ts'

const errors = (text: string): string[] => schemaErrors(JSON.parse(JSON.stringify(schema)), JSON.parse(text))

test('every snapshot fits the published schema', () => {
  expect(schema.$id).toBe(SNAPSHOT_SCHEMA)
  for (const text of snapshotFiles().values()) expect(errors(text)).toEqual([])
  fc.assert(
    fc.property(anyCells, (cells) => {
      expect(errors(snapshotJson(snapshotOf(cells)))).toEqual([])
    }),
    {numRuns: 50},
  )
})

test('what the schema asks for is there: a field less, or of another kind, is an error', () => {
  const [text = ''] = snapshotFiles().values()
  expect(errors(text.replace('"byAgent"', '"other"'))).toEqual(['/byAgent: required'])
  expect(errors(text.replace('"status":"priced"', '"status":"free"'))).toEqual(['/rates/0/status: enum'])
})
