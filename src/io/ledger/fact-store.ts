import type {Declared, FactSource, Location, Run, Spawn} from '../../core/attribution/facts.ts'
import type {CompactionFact, CostStateFact, RunFact, SpawnFact, TitleFact} from '../../core/log/facts.ts'
import {isJsonObject, nonEmptyString} from '../../core/log/json-value.ts'
import {integer, integerOrNull, text, textOrNull, type Database, type Row} from './database.ts'

/** Finds out, once per directory, where a working directory belongs. */
export type Locate = (cwd: string) => Location

/**
 * The facts behind attribution, kept in the ledger. Facts complete each other in any order: of two values for one field
 * the smaller one holds, of two copies of a spawning call the one with the smaller sort key.
 */
export class FactStore implements FactSource {
  readonly #database: Database
  readonly #locate: Locate
  readonly #runs = new Map<string, Run | null>()
  readonly #spawns = new Map<string, Spawn | null>()
  readonly #locations = new Map<string, Location>()
  #declared: Map<string, Declared[]> | undefined

  constructor(database: Database, locate: Locate) {
    this.#database = database
    this.#locate = locate
  }

  /** Forgets what was looked up: another process may have added facts since. */
  forget(): void {
    this.#runs.clear()
    this.#spawns.clear()
    this.#declared = undefined
  }

  run(key: string): Run | null {
    let run = this.#runs.get(key)
    if (run === undefined) {
      const row = this.#database.get('SELECT * FROM run WHERE key = ?', key)
      run = row === undefined ? null : runOf(row)
      this.#runs.set(key, run)
    }
    return run
  }

  spawn(toolUseId: string): Spawn | null {
    let spawn = this.#spawns.get(toolUseId)
    if (spawn === undefined) {
      const row = this.#database.get('SELECT * FROM spawn WHERE tool_use_id = ?', toolUseId)
      spawn = row === undefined ? null : spawnOf(row)
      this.#spawns.set(toolUseId, spawn)
    }
    return spawn
  }

  spawnByPrompt(session: string | null, promptHash: number): Spawn | null {
    const row = this.#database.get(
      'SELECT * FROM spawn WHERE session IS ? AND prompt_hash = ? ORDER BY sort_key, tool_use_id LIMIT 1',
      session,
      promptHash,
    )
    return row === undefined ? null : spawnOf(row)
  }

  declared(session: string, atMs: number): Declared | null {
    this.#declared ??= this.#readDeclared()
    if (this.#declared.size === 0) return null
    return this.#declared.get(session)?.findLast((declared) => declared.fromMs <= atMs) ?? null
  }

  location(cwd: string): Location {
    let location = this.#locations.get(cwd)
    if (location !== undefined) return location
    const row = this.#database.getList('SELECT project, remote FROM location WHERE cwd = ?', cwd)
    location = row === undefined ? this.#locate(cwd) : {project: text(row[0]), remote: textOrNull(row[1])}
    if (row === undefined) {
      this.#database.run(
        'INSERT INTO location (cwd, project, remote) VALUES (?, ?, ?)',
        cwd,
        location.project,
        location.remote,
      )
    }
    this.#locations.set(cwd, location)
    return location
  }

  /** Adds what is new on a run. @returns Whether anything is. */
  addRun(fact: RunFact): boolean {
    const known = this.run(fact.run)
    const merged: Run = {
      session: smaller(known?.session, fact.session),
      agentId: smaller(known?.agentId, fact.agentId),
      metaAgentType: smaller(known?.metaAgentType, fact.metaAgentType),
      metaToolUseId: smaller(known?.metaToolUseId, fact.metaToolUseId),
      resultAgentType: smaller(known?.resultAgentType, fact.resultAgentType),
      resultToolUseId: smaller(known?.resultToolUseId, fact.resultToolUseId),
      chainPromptHash: smaller(known?.chainPromptHash, fact.chainPromptHash),
    }
    if (known !== null && JSON.stringify(known) === JSON.stringify(merged)) return false
    this.#runs.set(fact.run, merged)
    this.#database.run(
      'REPLACE INTO run (key, session, agent_id, meta_agent_type, meta_tool_use_id, result_agent_type, result_tool_use_id, chain_prompt_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      fact.run,
      merged.session,
      merged.agentId,
      merged.metaAgentType,
      merged.metaToolUseId,
      merged.resultAgentType,
      merged.resultToolUseId,
      merged.chainPromptHash,
    )
    return true
  }

  /** Adds a spawning call, or a copy of it that sorts before the known one. @returns Runs that it may have started. */
  addSpawn(fact: SpawnFact): string[] {
    const {toolUseId} = fact
    const row = this.#database.get('SELECT session, prompt_hash, sort_key FROM spawn WHERE tool_use_id = ?', toolUseId)
    if (row !== undefined && text(row['sort_key']) <= fact.order) return []
    const before =
      row === undefined ? null : {session: textOrNull(row['session']), promptHash: integerOrNull(row['prompt_hash'])}
    this.#spawns.delete(fact.toolUseId)
    this.#database.run(
      'REPLACE INTO spawn (tool_use_id, session, agent_type, prompt_hash, skills, prompt, run, sort_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      fact.toolUseId,
      fact.session,
      fact.agentType,
      fact.promptHash,
      fact.skills === null ? null : JSON.stringify(fact.skills),
      fact.prompt,
      fact.run,
      fact.order,
    )
    const started = this.#runsStartedBy(fact)
    return before === null ? started : [...started, ...this.#runsStartedBy({toolUseId, ...before})]
  }

  /** The runs that a spawning call may have started. */
  #runsStartedBy(fact: Pick<SpawnFact, 'toolUseId' | 'session' | 'promptHash'>): string[] {
    const rows = this.#database.all(
      'SELECT key FROM run WHERE result_tool_use_id = ?1 OR meta_tool_use_id = ?1 OR (session IS ?2 AND chain_prompt_hash = ?3)',
      fact.toolUseId,
      fact.session,
      fact.promptHash,
    )
    return rows.map((row) => text(row['key']))
  }

  /** The runs that were started from within a run. */
  runsStartedIn(run: string): string[] {
    const rows = this.#database.all(
      `SELECT run.key FROM spawn JOIN run ON run.result_tool_use_id = spawn.tool_use_id OR run.meta_tool_use_id = spawn.tool_use_id
        OR (run.session IS spawn.session AND run.chain_prompt_hash = spawn.prompt_hash) WHERE spawn.run = ?`,
      run,
    )
    return rows.map((row) => text(row['key']))
  }

  addTitle(fact: TitleFact): void {
    this.#database.run(
      'INSERT INTO title (session, custom, title, path, offset) VALUES (?, ?, ?, ?, ?) ON CONFLICT (session, custom) DO UPDATE SET title = excluded.title, path = excluded.path, offset = excluded.offset WHERE (excluded.path, excluded.offset) >= (path, offset)',
      fact.session,
      Number(fact.custom),
      fact.title,
      fact.path,
      fact.offset,
    )
  }

  addCostState(fact: CostStateFact): void {
    this.#database.run(
      'INSERT INTO cost_state (session, path, offset, json) VALUES (?, ?, ?, ?) ON CONFLICT (session) DO UPDATE SET path = excluded.path, offset = excluded.offset, json = excluded.json WHERE (excluded.path, excluded.offset) >= (path, offset)',
      fact.session,
      fact.path,
      fact.offset,
      fact.json,
    )
  }

  addCompaction(fact: CompactionFact): void {
    this.#database.run('INSERT OR IGNORE INTO compaction (session, at_ms) VALUES (?, ?)', fact.session, fact.atMs)
  }

  #readDeclared(): Map<string, Declared[]> {
    const bySession = new Map<string, Declared[]>()
    for (const row of this.#database.all('SELECT session, from_ms, json FROM declared ORDER BY session, from_ms')) {
      const session = text(row['session'])
      const list = bySession.get(session) ?? []
      list.push(declaredOf(integer(row['from_ms']), text(row['json'])))
      bySession.set(session, list)
    }
    return bySession
  }
}

function declaredOf(fromMs: number, json: string): Declared {
  const parsed: unknown = JSON.parse(json)
  if (!isJsonObject(parsed)) return {fromMs}
  const plugin = nonEmptyString(parsed['plugin'])
  const subPlugin = nonEmptyString(parsed['sub_plugin'])
  const skill = nonEmptyString(parsed['skill'])
  const agentTier = nonEmptyString(parsed['agent_tier'])
  return {
    fromMs,
    ...(plugin === null ? {} : {plugin}),
    ...(subPlugin === null ? {} : {subPlugin}),
    ...(skill === null ? {} : {skill: skill.replace(/^\//, '')}),
    ...(agentTier === null ? {} : {agentTier}),
    ...(parsed['is_batch'] === true ? {isBatch: true} : {}),
  }
}

function smaller<Value extends string | number>(
  a: Value | null | undefined,
  b: Value | null | undefined,
): Value | null {
  if (a === null || a === undefined) return b ?? null
  if (b === null || b === undefined) return a
  return a < b ? a : b
}

function runOf(row: Row): Run {
  return {
    session: textOrNull(row['session']),
    agentId: textOrNull(row['agent_id']),
    metaAgentType: textOrNull(row['meta_agent_type']),
    metaToolUseId: textOrNull(row['meta_tool_use_id']),
    resultAgentType: textOrNull(row['result_agent_type']),
    resultToolUseId: textOrNull(row['result_tool_use_id']),
    chainPromptHash: integerOrNull(row['chain_prompt_hash']),
  }
}

function spawnOf(row: Row): Spawn {
  const skills = textOrNull(row['skills'])
  const parsed: unknown = skills === null ? null : JSON.parse(skills)
  return {
    agentType: textOrNull(row['agent_type']),
    skills: Array.isArray(parsed) ? parsed.map(text) : null,
    prompt: textOrNull(row['prompt']),
    run: textOrNull(row['run']),
  }
}
