import fc from 'fast-check'
import {expect, test} from 'vitest'
import {ledgerCalls, ledgerContent, rollupErrors} from '../io/ledger/ledger-content.ts'
import {ingestFolder, openTestLedger} from '../io/ledger/test-ledger.ts'
import {GrowingFolder} from './growing-folder.ts'
import {logWorlds, type World} from './log-world.ts'
import {readPiecemeal} from './read-piecemeal.ts'
import {Reference} from './reference.ts'

/** For each law. */
const WORLDS = 400

/** The ledger's content after one ingest of all. */
function contentOf(world: World): Record<string, unknown[]> {
  const folder = new GrowingFolder().writeAll(world)
  const ledger = openTestLedger()
  try {
    ingestFolder(ledger, folder.path)
    expect(rollupErrors(ledger.database)).toEqual([])
    return ledgerContent(ledger.database, folder.path)
  } finally {
    ledger.close()
    folder.remove()
  }
}

const parts = fc.array(fc.double({min: 0, max: 1, noNaN: true}), {minLength: 8, maxLength: 8})

test('the ledger is the same for any split of the bytes over any number of ingests, and for ingests repeated', () => {
  fc.assert(
    fc.property(logWorlds, fc.array(parts, {minLength: 1, maxLength: 3}), (world, rounds) => {
      const folder = new GrowingFolder()
      const ledger = openTestLedger()
      try {
        const files = [...world].map(([path, text]): [string, Buffer] => [path, Buffer.from(text)])
        for (const round of rounds) {
          files.forEach(([path, content], index) => {
            const part = round[index % round.length]!
            if (part > 0.3) folder.growTo(path, content, part)
          })
          ingestFolder(ledger, folder.path)
        }
        for (const [path, content] of files) folder.growTo(path, content, 1)
        ingestFolder(ledger, folder.path)
        const expected = contentOf(world)
        expect(ledgerContent(ledger.database, folder.path)).toEqual(expected)
        ingestFolder(ledger, folder.path, true)
        expect(ledgerContent(ledger.database, folder.path)).toEqual(expected)
        expect(rollupErrors(ledger.database)).toEqual([])
      } finally {
        ledger.close()
        folder.remove()
      }
    }),
    {numRuns: WORLDS},
  )
}, 60_000)

test('the ledger is the same for any order of files and any size of transactions', () => {
  fc.assert(
    fc.property(logWorlds, fc.infiniteStream(fc.nat()), (world, choices) => {
      const folder = new GrowingFolder().writeAll(world)
      const ledger = openTestLedger()
      try {
        readPiecemeal(ledger, folder.path, (count) => (choices.next().value ?? 0) % count)
        expect(ledgerContent(ledger.database, folder.path)).toEqual(contentOf(world))
        expect(rollupErrors(ledger.database)).toEqual([])
      } finally {
        ledger.close()
        folder.remove()
      }
    }),
    {numRuns: WORLDS},
  )
}, 60_000)

test('the ledger is the same when one thread reads and another one posts', () => {
  fc.assert(
    fc.property(fc.array(logWorlds, {minLength: 3, maxLength: 3}), (worlds) => {
      // several worlds side by side, so that there is something to send
      const world = new Map(worlds.flatMap((one, index) => [...one].map(([path, text]) => [`-${index}/${path}`, text])))
      const folder = new GrowingFolder().writeAll(world)
      folder.writeHole('-pad/pad.jsonl', 51_000_000) // much to read, nothing in it
      const ledger = openTestLedger()
      try {
        ingestFolder(ledger, folder.path)
        expect(ledgerContent(ledger.database, folder.path)).toEqual(contentOf(world))
        expect(rollupErrors(ledger.database)).toEqual([])
      } finally {
        ledger.close()
        folder.remove()
      }
    }),
    {numRuns: 20, endOnFailure: true},
  )
}, 60_000)

test('one long file needs no thread: one that was started for it has nothing to do and ends', () => {
  const folder = new GrowingFolder()
  folder.writeHole('-pad/pad.jsonl', 51_000_000)
  const ledger = openTestLedger()
  try {
    const {files, calls} = ingestFolder(ledger, folder.path)
    expect([files.seen, files.read, calls.added]).toEqual([1, 1, 0])
  } finally {
    ledger.close()
    folder.remove()
  }
})

test('calls, tokens, sessions, agents and skills are those of a second reader that reads everything at once', () => {
  fc.assert(
    fc.property(logWorlds, (world) => {
      const folder = new GrowingFolder().writeAll(world)
      const ledger = openTestLedger()
      try {
        ingestFolder(ledger, folder.path)
        expect(asLedgerSays(ledger, folder.path)).toEqual(asReferenceSays(world))
      } finally {
        ledger.close()
        folder.remove()
      }
    }),
    {numRuns: WORLDS},
  )
}, 60_000)

function asLedgerSays(ledger: ReturnType<typeof openTestLedger>, root: string): unknown[] {
  return ledgerCalls(ledger.database)
    .map((call) => ({
      identity: String(call['identity']).replace(`${root}/`, ''),
      part: Number(call['part']),
      atMs: call.atMs,
      session: call['session'],
      agent: call['agent'],
      skills: call.skills,
      kind: call['kind'],
      model: call['model'],
      counts: [...call.tokens, call.webSearches].map(Number),
      missingOutput: call.missingOutput === null ? null : Number(call.missingOutput),
    }))
    .sort(byIdentity)
}

function asReferenceSays(world: World): unknown[] {
  return [...new Reference(world).calls()]
    .flatMap(([identity, {parts, missingOutput, ...call}]) =>
      parts.map((part, index) => ({
        identity,
        part: index,
        ...call,
        ...part,
        missingOutput: index === 0 ? missingOutput : null,
      })),
    )
    .sort(byIdentity)
}

function byIdentity(a: {identity: string; part: number}, b: {identity: string; part: number}): number {
  return a.identity === b.identity ? a.part - b.part : a.identity < b.identity ? -1 : 1
}
