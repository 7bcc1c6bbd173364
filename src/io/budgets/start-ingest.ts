import {integer, type Database} from '../ledger/database.ts'

/** A full ingest that was started so lately is not started again. */
const AGAIN_AFTER_MS = 600_000

/** Starts `pech ingest` in the background and does not wait for it. Hooks of one machine start one. */
export function startIngest(database: Database, launcher: string, nowMs: number): void {
  const isDue = database.transaction(() => {
    const row = database.get("SELECT value FROM meta WHERE key = 'ingest_started_ms'")
    const startedMs = row === undefined ? -Infinity : integer(row['value'])
    if (Math.abs(nowMs - startedMs) < AGAIN_AFTER_MS) return false
    database.run("REPLACE INTO meta (key, value) VALUES ('ingest_started_ms', ?)", nowMs)
    return true
  })
  if (!isDue) return
  const {spawn} = process.getBuiltinModule('node:child_process')
  const child = spawn(process.execPath, [launcher, 'ingest', '--quiet'], {detached: true, stdio: 'ignore'})
  child.on('error', () => {}) // the next session tries again
  child.unref()
}
