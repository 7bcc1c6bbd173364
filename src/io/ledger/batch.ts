import type {CallState, Evidence} from '../../core/log/copy.ts'
import type {
  CompactionFact,
  CostStateFact,
  FactSink,
  PromptFact,
  RunFact,
  SpawnFact,
  TitleFact,
} from '../../core/log/facts.ts'
import {joinCopies} from '../../core/log/join-copies.ts'
import type {Problem} from '../../core/problem.ts'

/** How far a file has been read. */
export interface SourceState {
  readonly path: string
  /** The path under which the file was first seen; lines without any id are named by it. */
  readonly firstPath: string
  readonly kind: 'transcript' | 'meta'
  readonly device: number
  readonly inode: number
  readonly size: number
  readonly modifiedMs: number
  readonly offset: number
  readonly head: number
  readonly tail: number
  /** Serialised reader context. */
  readonly context: string
  /** The path that the store knows it by, when it was renamed. */
  readonly renamedFrom?: string
}

/** What reading one or more files yielded: posted to the ledger in one transaction. Plain data: it crosses threads. */
export interface Batch {
  /** One per response. */
  calls: CallState[]
  /** Of their identities, where another thread has worked them out. */
  hashes?: Float64Array
  spawns: SpawnFact[]
  runs: RunFact[]
  prompts: PromptFact[]
  titles: TitleFact[]
  costStates: CostStateFact[]
  compactions: CompactionFact[]
  problems: Problem[]
  /** Only files that were read to their present end. */
  sources: SourceState[]
  /** Files that are read from their beginning: problems that were found in them earlier no longer hold. */
  restarted: string[]
  /** Copies of calls that were read, before they were joined. */
  copies: number
  bytes: number
}

/** So many calls, or files, make a transaction worth its cost. */
const WORTH_POSTING_CALLS = 256

/** Collects what readers find into a batch, joining copies of one call. */
export class BatchCollector implements FactSink {
  #batch = emptyBatch()
  #calls = new Map<string, CallState>()
  #evidence: Evidence | null = null

  /** Calls collected so far. */
  get size(): number {
    return this.#calls.size
  }

  /** Whether there is enough for a transaction of its own. */
  get isWorthPosting(): boolean {
    return this.#calls.size >= WORTH_POSTING_CALLS || this.#batch.sources.length >= WORTH_POSTING_CALLS
  }

  call(state: CallState): void {
    this.#batch.copies++
    const evidence = this.#shared(state.home.evidence)
    if (evidence !== state.home.evidence) state.home = {...state.home, evidence}
    const known = this.#calls.get(state.identity)
    this.#calls.set(state.identity, known === undefined ? state : joinCopies(known, state))
  }

  /** Lines that follow each other mostly say the same: one object then stands for all. */
  #shared(evidence: Evidence): Evidence {
    if (evidence === this.#evidence) return evidence
    if (this.#evidence === null || !isSameEvidence(evidence, this.#evidence)) this.#evidence = evidence
    return this.#evidence
  }

  spawn(fact: SpawnFact): void {
    this.#batch.spawns.push(fact)
  }

  run(fact: RunFact): void {
    this.#batch.runs.push(fact)
  }

  prompt(fact: PromptFact): void {
    this.#batch.prompts.push(fact)
  }

  title(fact: TitleFact): void {
    this.#batch.titles.push(fact)
  }

  costState(fact: CostStateFact): void {
    this.#batch.costStates.push(fact)
  }

  compaction(fact: CompactionFact): void {
    this.#batch.compactions.push(fact)
  }

  problem(problem: Problem): void {
    this.#batch.problems.push(problem)
  }

  /** Says that a file is read from its beginning, before anything is found in it. */
  restart(path: string): void {
    this.#batch.restarted.push(path)
  }

  source(state: SourceState, bytes: number): void {
    this.#batch.sources.push(state)
    this.#batch.bytes += bytes
  }

  /** What has been collected; the collector begins anew. */
  take(): Batch {
    const batch = this.#batch
    batch.calls = [...this.#calls.values()]
    this.#batch = emptyBatch()
    this.#calls = new Map()
    return batch
  }
}

function isSameEvidence(a: Evidence, b: Evidence): boolean {
  return (
    a.session === b.session &&
    a.cwd === b.cwd &&
    a.branch === b.branch &&
    a.version === b.version &&
    a.entrypoint === b.entrypoint &&
    a.sidechain === b.sidechain &&
    a.compaction === b.compaction &&
    a.run === b.run &&
    a.nativeAgent === b.nativeAgent &&
    a.nativeSkill === b.nativeSkill &&
    a.nativePlugin === b.nativePlugin &&
    a.peer === b.peer &&
    (a.skills === b.skills || (a.skills !== null && b.skills !== null && a.skills.join('\0') === b.skills.join('\0')))
  )
}

function emptyBatch(): Batch {
  return {
    calls: [],
    spawns: [],
    runs: [],
    prompts: [],
    titles: [],
    costStates: [],
    compactions: [],
    problems: [],
    sources: [],
    restarted: [],
    copies: 0,
    bytes: 0,
  }
}
