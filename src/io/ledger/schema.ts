/**
 * The ledger's schema, one entry per version, forward only. `docs/LEDGER.md` explains it to those who query it.
 * All times are milliseconds since 1970 (UTC); all rates are picodollars per token.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;

  CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    first_path TEXT NOT NULL,
    kind TEXT NOT NULL,
    device INTEGER, inode INTEGER, size INTEGER, modified_ms REAL,
    offset INTEGER NOT NULL DEFAULT 0,
    head INTEGER, tail INTEGER,
    context TEXT,
    vanished INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE location (cwd TEXT PRIMARY KEY, project TEXT NOT NULL, remote TEXT) STRICT, WITHOUT ROWID;

  CREATE TABLE evidence (
    id INTEGER PRIMARY KEY, hash INTEGER NOT NULL,
    session TEXT, cwd TEXT, branch TEXT, version TEXT, entrypoint TEXT,
    sidechain INTEGER NOT NULL, compaction INTEGER NOT NULL, run TEXT,
    native_agent TEXT, native_skill TEXT, native_plugin TEXT, skills TEXT, peer TEXT
  ) STRICT;
  CREATE INDEX evidence_hash ON evidence (hash);
  CREATE INDEX evidence_run ON evidence (run) WHERE run IS NOT NULL;
  CREATE INDEX evidence_session ON evidence (session);

  CREATE TABLE attribution (
    id INTEGER PRIMARY KEY, hash INTEGER NOT NULL,
    arm TEXT, project TEXT, branch TEXT, session TEXT, model TEXT, tier TEXT, agent TEXT, role TEXT,
    plugin TEXT, sub_plugin TEXT, kind TEXT, service_tier TEXT, speed TEXT, geo TEXT, entrypoint TEXT, version TEXT,
    peer TEXT, skill TEXT, skills INTEGER NOT NULL, orphan INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX attribution_hash ON attribution (hash);
  CREATE INDEX attribution_session ON attribution (session);

  CREATE TABLE rate (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
    model TEXT, valid_from TEXT, condition TEXT, batch INTEGER NOT NULL, geo_us INTEGER NOT NULL,
    input INTEGER NOT NULL, output INTEGER NOT NULL, cache_read INTEGER NOT NULL,
    cache_write_5m INTEGER NOT NULL, cache_write_1h INTEGER NOT NULL, web_search INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE profile (
    id INTEGER PRIMARY KEY, model TEXT NOT NULL, speed TEXT NOT NULL, service_tier TEXT NOT NULL, geo TEXT NOT NULL,
    UNIQUE (model, speed, service_tier, geo)
  ) STRICT;

  CREATE TABLE prompt (
    id INTEGER PRIMARY KEY, session TEXT NOT NULL, key TEXT NOT NULL, at_ms INTEGER, UNIQUE (session, key)
  ) STRICT;

  CREATE TABLE tool (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, mcp_server TEXT) STRICT;

  CREATE TABLE call (
    id INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL, identity TEXT NOT NULL, part INTEGER NOT NULL, kind TEXT NOT NULL,
    at_ms INTEGER,
    attribution INTEGER NOT NULL, rate INTEGER NOT NULL, prompt INTEGER, profile INTEGER NOT NULL, evidence INTEGER NOT NULL,
    input INTEGER NOT NULL, output INTEGER NOT NULL, cache_read INTEGER NOT NULL,
    cache_write_5m INTEGER NOT NULL, cache_write_1h INTEGER NOT NULL, web_searches INTEGER NOT NULL,
    missing_output INTEGER, unread_5m INTEGER NOT NULL, unread_1h INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    request_id TEXT, reported_usd REAL,
    best_source INTEGER NOT NULL, best_offset INTEGER NOT NULL, best_sidechain INTEGER NOT NULL, best_stop INTEGER NOT NULL,
    home_source INTEGER NOT NULL, home_offset INTEGER NOT NULL, home_forked INTEGER NOT NULL, home_at_ms INTEGER,
    home_prompt TEXT, any_stop INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX call_hash ON call (hash);
  CREATE INDEX call_at ON call (at_ms);
  CREATE INDEX call_evidence ON call (evidence, at_ms);

  CREATE TABLE call_tool (
    call INTEGER NOT NULL, use_hash INTEGER NOT NULL, position INTEGER NOT NULL, tool INTEGER NOT NULL,
    share INTEGER, shares INTEGER, mcp_share INTEGER, mcp_shares INTEGER,
    PRIMARY KEY (call, use_hash)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE call_block (
    call INTEGER NOT NULL, hash INTEGER NOT NULL, characters INTEGER NOT NULL, PRIMARY KEY (call, hash)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE rollup (
    bucket INTEGER NOT NULL, attribution INTEGER NOT NULL, rate INTEGER NOT NULL,
    calls INTEGER NOT NULL, input INTEGER NOT NULL, output INTEGER NOT NULL, cache_read INTEGER NOT NULL,
    cache_write_5m INTEGER NOT NULL, cache_write_1h INTEGER NOT NULL, web_searches INTEGER NOT NULL,
    lower_bound_calls INTEGER NOT NULL, missing_output INTEGER NOT NULL,
    unread_5m INTEGER NOT NULL, unread_1h INTEGER NOT NULL,
    PRIMARY KEY (bucket, attribution, rate)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE spawn (
    tool_use_id TEXT PRIMARY KEY, session TEXT, agent_type TEXT, prompt_hash INTEGER, skills TEXT, prompt TEXT,
    run TEXT, sort_key TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX spawn_prompt ON spawn (session, prompt_hash);
  CREATE INDEX spawn_run ON spawn (run) WHERE run IS NOT NULL;

  CREATE TABLE run (
    key TEXT PRIMARY KEY, session TEXT, agent_id TEXT, meta_agent_type TEXT, meta_tool_use_id TEXT,
    result_agent_type TEXT, result_tool_use_id TEXT, chain_prompt_hash INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX run_meta ON run (meta_tool_use_id) WHERE meta_tool_use_id IS NOT NULL;
  CREATE INDEX run_result ON run (result_tool_use_id) WHERE result_tool_use_id IS NOT NULL;
  CREATE INDEX run_chain ON run (session, chain_prompt_hash) WHERE chain_prompt_hash IS NOT NULL;

  CREATE TABLE title (
    session TEXT NOT NULL, custom INTEGER NOT NULL, title TEXT NOT NULL, path TEXT NOT NULL, offset INTEGER NOT NULL,
    PRIMARY KEY (session, custom)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE cost_state (
    session TEXT PRIMARY KEY, path TEXT NOT NULL, offset INTEGER NOT NULL, json TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE compaction (session TEXT NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (session, at_ms)) STRICT, WITHOUT ROWID;

  CREATE TABLE declared (
    session TEXT NOT NULL, from_ms INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (session, from_ms)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE problem (
    path TEXT NOT NULL, offset INTEGER NOT NULL, code TEXT NOT NULL, facts TEXT,
    PRIMARY KEY (path, offset, code)
  ) STRICT, WITHOUT ROWID;
  `,
  // What was billed (reconcile), and the record of prices that were moved on request (rates reprice).
  `
  CREATE TABLE billed (
    key TEXT PRIMARY KEY, import TEXT NOT NULL,
    origin TEXT NOT NULL, measure TEXT NOT NULL, day TEXT NOT NULL, model TEXT, class TEXT NOT NULL, mode TEXT NOT NULL,
    billed INTEGER, list INTEGER, tokens INTEGER, rows INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX billed_day ON billed (day);

  CREATE TABLE reprice (
    id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, from_ms INTEGER NOT NULL, card TEXT NOT NULL,
    calls INTEGER NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, json TEXT NOT NULL
  ) STRICT;
  `,
  // Budgets: what was spent by rule, key and window, kept with every post; thresholds that were reported; events; the limiter.
  `
  CREATE TABLE budget_book (
    id INTEGER PRIMARY KEY CHECK (id = 1), source TEXT NOT NULL, settings TEXT NOT NULL,
    budgets TEXT NOT NULL, findings TEXT NOT NULL
  ) STRICT;

  CREATE TABLE spent (
    rule INTEGER NOT NULL, key TEXT NOT NULL, window TEXT NOT NULL,
    usd INTEGER NOT NULL, picodollars INTEGER NOT NULL, unpriced INTEGER NOT NULL,
    PRIMARY KEY (rule, key, window)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE spent_touched (
    rule INTEGER NOT NULL, key TEXT NOT NULL, window TEXT NOT NULL, session TEXT, at_ms INTEGER,
    PRIMARY KEY (rule, key, window)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE crossing (
    rule TEXT NOT NULL, key TEXT NOT NULL, window TEXT NOT NULL, threshold REAL NOT NULL,
    times INTEGER NOT NULL, marked INTEGER NOT NULL,
    PRIMARY KEY (rule, key, window, threshold)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE latest (
    session TEXT NOT NULL, agent TEXT NOT NULL, at_ms INTEGER NOT NULL, attribution INTEGER NOT NULL,
    PRIMARY KEY (session, agent)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT, dedupe TEXT NOT NULL UNIQUE, at_ms INTEGER NOT NULL,
    name TEXT NOT NULL, payload TEXT NOT NULL
  ) STRICT;

  CREATE TABLE limiter (
    session TEXT NOT NULL, skill TEXT NOT NULL, tokens REAL NOT NULL, at_ms INTEGER NOT NULL,
    empty INTEGER NOT NULL, emptyings INTEGER NOT NULL,
    PRIMARY KEY (session, skill)
  ) STRICT, WITHOUT ROWID;
  `,
  // Statistics: days that are over (forecast), spikes and what silences them (anomaly), usual costs (learn).
  `
  CREATE TABLE spend_cache (timezone TEXT PRIMARY KEY, until_bucket INTEGER NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TRIGGER spend_cache_insert AFTER INSERT ON rollup BEGIN DELETE FROM spend_cache WHERE until_bucket > new.bucket; END;
  CREATE TRIGGER spend_cache_update AFTER UPDATE ON rollup BEGIN DELETE FROM spend_cache WHERE until_bucket > new.bucket; END;
  CREATE TRIGGER spend_cache_delete AFTER DELETE ON rollup BEGIN DELETE FROM spend_cache WHERE until_bucket > old.bucket; END;

  CREATE TABLE anomaly (
    unit TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, at_ms INTEGER, usd REAL NOT NULL, expected_usd REAL NOT NULL,
    score REAL NOT NULL, direction TEXT NOT NULL, found_ms INTEGER NOT NULL,
    PRIMARY KEY (unit, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX anomaly_key ON anomaly (key, at_ms);
  CREATE TABLE dismissal (key TEXT PRIMARY KEY, until_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE spike_limit (key TEXT PRIMARY KEY, limit_usd REAL NOT NULL, usual_usd REAL NOT NULL, made_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE prior (
    key TEXT PRIMARY KEY, observations INTEGER NOT NULL, mu_usd REAL NOT NULL, sigma_usd REAL NOT NULL,
    p50_usd REAL NOT NULL, p95_usd REAL NOT NULL, last_session TEXT NOT NULL, before TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE learned (session TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, counted INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // Sinks: events that wait to be sent, and how far each sink has come.
  `
  CREATE TABLE outbox (
    sink TEXT NOT NULL, event INTEGER NOT NULL, queued_ms INTEGER NOT NULL, attempts INTEGER NOT NULL,
    due_ms INTEGER NOT NULL, leased_ms INTEGER NOT NULL, reason TEXT,
    PRIMARY KEY (sink, event)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE sink_position (sink TEXT PRIMARY KEY, event INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // Health: findings that were reported, and those that a person has taken note of.
  `
  CREATE TABLE health_finding (
    id TEXT PRIMARY KEY, status TEXT NOT NULL, since_ms INTEGER NOT NULL, issue INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE health_ack (id TEXT PRIMARY KEY, until_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // Reports by prompt and tool: sums of days that are over, as far as they were asked for and have not changed since.
  `
  CREATE TABLE kept_day (
    day INTEGER NOT NULL, dimension TEXT NOT NULL, PRIMARY KEY (day, dimension)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE kept_share (
    dimension TEXT NOT NULL, day INTEGER NOT NULL, member INTEGER NOT NULL, attribution INTEGER NOT NULL, rate INTEGER NOT NULL,
    split INTEGER NOT NULL,
    calls INTEGER NOT NULL, input INTEGER NOT NULL, output INTEGER NOT NULL, cache_read INTEGER NOT NULL,
    cache_write_5m INTEGER NOT NULL, cache_write_1h INTEGER NOT NULL, web_searches INTEGER NOT NULL,
    lower_bound_calls INTEGER NOT NULL, missing_output INTEGER NOT NULL,
    unread_5m INTEGER NOT NULL, unread_1h INTEGER NOT NULL,
    cost_0 INTEGER NOT NULL, cost_1 INTEGER NOT NULL, cost_2 INTEGER NOT NULL,
    cost_3 INTEGER NOT NULL, cost_4 INTEGER NOT NULL, cost_5 INTEGER NOT NULL,
    PRIMARY KEY (dimension, day, member, attribution, rate, split)
  ) STRICT, WITHOUT ROWID;
  `,
  // Anomalies that only a method or a threshold of one's own finds: they can be dismissed, and alarm nobody.
  `
  CREATE TABLE asked_anomaly (
    unit TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (unit, id)
  ) STRICT, WITHOUT ROWID;
  `,
  // Rows that calls share are found by session and hash together: one index instead of two.
  `DROP INDEX evidence_hash; DROP INDEX evidence_session; CREATE INDEX evidence_session ON evidence (session, hash);
  DROP INDEX attribution_hash; DROP INDEX attribution_session; CREATE INDEX attribution_session ON attribution (session, hash);`,
]
