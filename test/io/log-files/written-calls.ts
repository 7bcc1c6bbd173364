import {appendFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {expect} from 'vitest'
import {seededRandom} from '../../../fixtures/seeded-random.ts'
import {ledgerCalls, rollupErrors} from '../ledger/ledger-content.ts'
import {ingestFolder, openTestLedger} from '../ledger/test-ledger.ts'

/** A folder of logs and a ledger over it that remember every call that was written and seen. */
export class WrittenCalls {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'pech-life-')))
  readonly ledger = openTestLedger()
  readonly random: () => number
  readonly #outputs: number[] = []

  constructor(seed: number) {
    this.random = seededRandom(seed)
  }

  /** The path of a log in the folder. */
  log(name: string): string {
    const path = join(this.folder, 'projects', name)
    mkdirSync(dirname(path), {recursive: true})
    return path
  }

  /** A whole number from `least` to below `end`. */
  pick(least: number, end: number): number {
    return least + Math.floor(this.random() * (end - least))
  }

  /** Some lines of new calls, known by message, request or line. All of them are expected in the ledger from now on. */
  lines(count = this.pick(1, 9)): string {
    return Array.from({length: count}, () => {
      const index = this.#outputs.push(this.pick(1, 1000)) - 1
      const names = [{message: {id: `msg_${index}`}}, {requestId: `req_${index}`}, {uuid: `uuid_${index}`}][
        this.pick(0, 3)
      ]!
      const message = {
        ...names.message,
        model: 'claude-opus-5-5',
        content: [{type: 'text', text: 'ä'.repeat(this.pick(0, 900))}],
        stop_reason: 'end_turn',
        usage: {input_tokens: 1, output_tokens: this.#outputs[index]},
      }
      return `${JSON.stringify({type: 'assistant', sessionId: 's', timestamp: '2026-11-15T10:00:00.000Z', ...names, message})}\n`
    }).join('')
  }

  write(name: string, text = this.lines()): string {
    writeFileSync(this.log(name), text)
    return text
  }

  append(name: string, text = this.lines()): void {
    appendFileSync(this.log(name), text)
  }

  read(name: string): string {
    return readFileSync(this.log(name), 'utf8')
  }

  ingest() {
    return ingestFolder(this.ledger, join(this.folder, 'projects'))
  }

  /** Ingests, and holds the ledger to what was written. */
  expectAll(): ReturnType<typeof ingestFolder> {
    const outcome = this.ingest()
    const outputs = ledgerCalls(this.ledger.database).map(({tokens}) => Number(tokens[1]))
    expect(outputs.sort((a, b) => a - b)).toEqual(this.#outputs.toSorted((a, b) => a - b))
    expect(rollupErrors(this.ledger.database)).toEqual([])
    return outcome
  }

  end(): void {
    this.ledger.close()
    rmSync(this.folder, {recursive: true, force: true})
  }
}
