import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {callLine, use, userLine} from '../core/log/collected.ts'
import {rollupErrors} from '../io/ledger/ledger-content.ts'
import {openTestLedger} from '../io/ledger/test-ledger.ts'

/** What a ledger over the whole corpus must hold. */
export interface Truth {
  readonly calls: number
  readonly output: number
}

/** A folder for a test, with a Claude Code folder and a home for pech in it. */
export class Corpus {
  readonly folder = mkdtempSync(join(tmpdir(), 'pech-fault-'))
  readonly claude = join(this.folder, 'claude')
  #calls = 0
  #output = 0

  get truth(): Truth {
    return {calls: this.#calls, output: this.#output}
  }

  /** Writes a session of some calls, each on two lines as it streamed in, with a subagent beside it. */
  addSession(name: string, calls: number): void {
    const side = Math.floor(calls / 4)
    this.#write(`${name}.jsonl`, [userLine('go', {uuid: `${name}-u`}), ...this.#lines(name, calls - side)])
    this.#write(`${name}/subagents/agent-a.jsonl`, this.#lines(`${name}-a`, side))
  }

  /** A home of its own for pech. */
  home(name: string): string {
    return join(this.folder, name)
  }

  remove(): void {
    rmSync(this.folder, {recursive: true, force: true})
  }

  #lines(name: string, calls: number): object[] {
    return Array.from({length: calls}, (_, index) => {
      const output = (index % 90) + 10
      this.#calls++
      this.#output += output
      const line = (part: number, isLast: boolean) =>
        callLine(`msg_${name}_${index}`, {
          sessionId: name,
          uuid: `${name}-${index}-${part}`,
          timestamp: new Date(Date.UTC(2026, 9, 1) + index * 61_000).toISOString(),
          cwd: '/home/mira/src/harbor',
          usage: {output_tokens: isLast ? output : 1, input_tokens: 3, cache_creation_input_tokens: index % 7},
          message: {
            stop_reason: isLast ? 'tool_use' : null,
            content: [use('Read', {path: 'x'.repeat(200)}, `${name}-${index}-${part}`)],
          },
        })
      return [line(1, false), line(2, true)]
    }).flat()
  }

  #write(path: string, lines: readonly object[]): void {
    const file = join(this.claude, 'projects', '-src', path)
    mkdirSync(dirname(file), {recursive: true})
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  }
}

/** What a ledger file holds, and what is wrong with it. */
export function holds(home: string): Truth & {readonly errors: unknown[]} {
  const ledger = openTestLedger(join(home, 'ledger.db'))
  try {
    const {database} = ledger
    const sums = database.get('SELECT count(*) AS calls, ifnull(sum(output), 0) AS output FROM call')
    const integrity = database.all('PRAGMA integrity_check').filter((row) => row['integrity_check'] !== 'ok')
    return {
      calls: Number(sums?.['calls']),
      output: Number(sums?.['output']),
      errors: [...integrity, ...rollupErrors(database)],
    }
  } finally {
    ledger.close()
  }
}
