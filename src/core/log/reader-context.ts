/** Where one thread of a transcript stands: the main thread, or an inline sidechain of old versions. */
export interface ThreadContext {
  prompt: string | null
  /** Skills in force; null: those of the call that started this thread. */
  skills: readonly string[] | null
  /** Skills fired by the response being read: in force from the next response on. */
  fired: {identity: string; skills: string[]} | null
}

/** A call of the Task tool that an inline sidechain may answer. */
export interface AwaitedTask {
  readonly promptHash: number
  readonly toolUseId: string
}

/** A sidechain begins soon after the call that starts it. */
const MOST_AWAITED_TASKS = 32

/**
 * What must be remembered of the lines read so far to attribute the next ones. Serialised with the source, so that
 * reading may stop and go on at any line.
 */
export interface ReaderContext {
  readonly main: ThreadContext
  /** uuid of the slash-command line whose expansion may follow. */
  command: string | null
  /** Calls of the Task tool whose inline sidechain has not begun: the newest of them, in the order of the log. */
  readonly tasks: AwaitedTask[]
  /** Inline sidechains: line uuid → uuid of the chain's first line. */
  readonly chainOf: Map<string, string>
  /** Inline sidechains by the uuid of their first line. */
  readonly chains: Map<string, ThreadContext>
}

/** The context at the start of a file. A subagent's file begins with what its spawning call was doing. */
export function startContext(sidechain: boolean): ReaderContext {
  return {main: startThread(sidechain), command: null, tasks: [], chainOf: new Map(), chains: new Map()}
}

/** The context at the start of a thread. */
export function startThread(sidechain: boolean): ThreadContext {
  return {prompt: null, skills: sidechain ? null : [], fired: null}
}

/** As JSON text, for the store. */
export function serializeContext(context: ReaderContext): string {
  return JSON.stringify({
    main: context.main,
    command: context.command,
    tasks: context.tasks,
    chainOf: [...context.chainOf],
    chains: [...context.chains],
  })
}

/**
 * @param text - What {@link serializeContext} wrote.
 * @throws SyntaxError on any other text (a bug or a damaged store).
 */
export function deserializeContext(text: string): ReaderContext {
  const stored: {
    main: ThreadContext
    command: string | null
    tasks: AwaitedTask[]
    chainOf: [string, string][]
    chains: [string, ThreadContext][]
  } = JSON.parse(text)
  return {
    main: stored.main,
    command: stored.command,
    tasks: stored.tasks,
    chainOf: new Map(stored.chainOf),
    chains: new Map(stored.chains),
  }
}

/**
 * The skills under which a response stands, moving the thread on when a new response begins.
 *
 * @param thread - Changed in place.
 * @param identity - Identity of the response that the line belongs to.
 */
export function skillsInForce(thread: ThreadContext, identity: string): readonly string[] | null {
  if (thread.fired !== null && thread.fired.identity !== identity) {
    thread.skills = thread.fired.skills
    thread.fired = null
  }
  return thread.skills
}

/** Records that a response fired skills; several lines of one response add up. */
export function fireSkills(thread: ThreadContext, identity: string, skills: readonly string[]): void {
  const fired = thread.fired ?? {identity, skills: []}
  thread.fired = {identity, skills: [...new Set([...fired.skills, ...skills])]}
}

/** Remembers a call of the Task tool, once, until its inline sidechain begins or many others were made after it. */
export function awaitChain({tasks}: ReaderContext, task: AwaitedTask): void {
  if (tasks.some(({toolUseId}) => toolUseId === task.toolUseId)) return
  tasks.push(task)
  if (tasks.length > MOST_AWAITED_TASKS) tasks.shift()
}

/**
 * The call that an inline sidechain answers: the first with its prompt that no chain before it has answered. It is
 * awaited no longer.
 *
 * @returns Id of the tool use, or null when no such call stands before the chain.
 */
export function answeredTask({tasks}: ReaderContext, promptHash: number): string | null {
  const index = tasks.findIndex((task) => task.promptHash === promptHash)
  return index < 0 ? null : tasks.splice(index, 1)[0]!.toolUseId
}
