import type {CallState} from '../../../src/core/log/copy.ts'
import type {
  CompactionFact,
  CostStateFact,
  FactSink,
  PromptFact,
  RunFact,
  SpawnFact,
  TitleFact,
} from '../../../src/core/log/facts.ts'
import {logPlace} from '../../../src/core/log/log-place.ts'
import {readLine} from '../../../src/core/log/read-line.ts'
import {startContext} from '../../../src/core/log/reader-context.ts'
import type {Problem} from '../../../src/core/problem.ts'

/** Keeps all that a reader says. */
export class Collected implements FactSink {
  readonly calls: CallState[] = []
  readonly spawns: SpawnFact[] = []
  readonly runs: RunFact[] = []
  readonly prompts: PromptFact[] = []
  readonly titles: TitleFact[] = []
  readonly costStates: CostStateFact[] = []
  readonly compactions: CompactionFact[] = []
  readonly problems: Problem[] = []

  call(state: CallState): void {
    this.calls.push(state)
  }

  spawn(fact: SpawnFact): void {
    this.spawns.push(fact)
  }

  run(fact: RunFact): void {
    this.runs.push(fact)
  }

  prompt(fact: PromptFact): void {
    this.prompts.push(fact)
  }

  title(fact: TitleFact): void {
    this.titles.push(fact)
  }

  costState(fact: CostStateFact): void {
    this.costStates.push(fact)
  }

  compaction(fact: CompactionFact): void {
    this.compactions.push(fact)
  }

  problem(problem: Problem): void {
    this.problems.push(problem)
  }
}

/** Reads lines of one file, each at an offset of 100 more than the one before. */
export function readLines(path: string, ...lines: readonly (object | string)[]): Collected {
  const place = logPlace(path)
  const context = startContext(place.sidechain)
  const collected = new Collected()
  lines.forEach((line, index) => {
    const text = typeof line === 'string' ? line : JSON.stringify(line)
    readLine(text, index * 100, place, context, collected)
  })
  return collected
}

/** A line of a call; `message` and `usage` are added to what it always has. */
export function callLine(
  id: string,
  {usage, message, ...line}: {usage?: object; message?: object; [key: string]: unknown} = {},
): object {
  return {
    type: 'assistant',
    sessionId: 's1',
    timestamp: '2026-11-15T10:00:00.000Z',
    message: {id, model: 'claude-opus-5-5', content: [], usage: {output_tokens: 1, ...usage}, ...message},
    ...line,
  }
}

/** A user line. */
export function userLine(content: unknown, line: object = {}): object {
  return {
    type: 'user',
    sessionId: 's1',
    timestamp: '2026-11-15T10:00:00.000Z',
    message: {role: 'user', content},
    ...line,
  }
}

/** A tool_use block. */
export function use(name: string, input: object = {}, id?: string): object {
  return {type: 'tool_use', ...(id === undefined ? {} : {id}), name, input}
}
