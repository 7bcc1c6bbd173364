import {integer, text, textOrNull, integerOrNull, type Database} from './database.ts'

/** A finding as it was reported last. */
export interface KnownFinding {
  readonly status: 'warn' | 'fail'
  /** Number of the GitHub issue; null when there is none. */
  readonly issue: number | null
}

/** The findings that were reported and have not passed since. */
export function knownFindings(database: Database): Map<string, KnownFinding> {
  const rows = database.all('SELECT id, status, issue FROM health_finding')
  return new Map(
    rows.map((row) => [
      text(row['id']),
      {status: row['status'] === 'fail' ? 'fail' : 'warn', issue: integerOrNull(row['issue'])},
    ]),
  )
}

/** Records how a finding was reported last; null: it passes again. An issue stays known. */
export function keepFinding(database: Database, id: string, status: 'warn' | 'fail' | null, nowMs: number): void {
  if (status === null) database.run('DELETE FROM health_finding WHERE id = ?', id)
  else {
    database.run(
      `INSERT INTO health_finding (id, status, since_ms) VALUES (?1, ?2, ?3)
      ON CONFLICT (id) DO UPDATE SET status = ?2, since_ms = CASE WHEN status = ?2 THEN since_ms ELSE ?3 END`,
      id,
      status,
      nowMs,
    )
  }
}

/** Records which issue a finding has. */
export function keepIssue(database: Database, id: string, issue: number): void {
  database.run('UPDATE health_finding SET issue = ? WHERE id = ?', issue, id)
}

/** Silences a finding. */
export function ackFinding(database: Database, id: string, untilMs: number): void {
  database.run('REPLACE INTO health_ack (id, until_ms) VALUES (?, ?)', id, untilMs)
}

/** Findings that are silenced at a moment, with the end of it. */
export function ackedFindings(database: Database, nowMs: number): Map<string, number> {
  const rows = database.all('SELECT id, until_ms FROM health_ack WHERE until_ms > ?', nowMs)
  return new Map(rows.map((row) => [textOrNull(row['id']) ?? '', integer(row['until_ms'])]))
}
