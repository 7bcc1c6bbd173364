import type {ConfigExample} from '../core/report/config-report.ts'

/** A config file in which every setting stands with an example, switched off by a `#` without a space. */
const CONFIG_EXAMPLE = `# What pech does on this machine. Everything here is optional: what is not set has the default that stands beside it.
# To set something, take away the # before it. Then 'pech config' shows what is in force, and what is not understood.
version: 1

# Days, weeks and months begin in this time zone. Default: the machine's.
#timezone: Europe/Berlin
# The day on which a billing month begins, 1 to 31 (a shorter month: its last day). Default: 1.
#month_start: 15
# Weeks are ISO weeks, Monday to Sunday.
#week: iso

# Whom calls belong to: a client, a product, a cost centre. The first arm that matches counts. A path is a folder with
# all that is below it, or a glob (* within a part, ** across parts); a remote is host/owner/repository.
# Default: the folder after github/, src/, work/ or clients/, else the last folder of the project.
#arms:
#  - name: client-x
#    path: ~/work/client-x
#  - name: platform
#    paths: [~/work/platform-*, /srv/platform]
#    remote: github.com/acme/platform-*

# What subagents are for: orchestrator, executor or validator.
#roles:
#  - agent: Plan
#    role: orchestrator
#  - agent: '*-reviewer'
#    role: validator

# A contract price over the list price: a factor on all rates, and rates of single models in USD per million tokens.
# Quotes keep decimals as they are written.
#prices:
#  multiplier: '0.9'
#  overrides:
#    claude-opus-4-8: {input: '4.50', output: '22.50'}

# Where events are sent. A command gets the event as JSON on stdin. Secrets stand in the environment, never here:
# secret_env names the variable. A webhook to a private address needs its host under allow_private.
#sinks:
#  - name: desktop
#    type: command
#    command: [notify-send, pech]
#    events: [pech.budget.*]
#  - name: team
#    type: webhook
#    url: https://hooks.example.com/pech
#    events: [pech.budget.*, pech.anomaly.detected]
#    secret_env: PECH_TEAM_SECRET
#    timeout_seconds: 5
#    allow_private: [hooks.example.com]

# The line in Claude Code's status bar. Default: what fits the width, the most important first.
#statusline:
#  template: '{session} {today} {month}'

# When a cost is unusual enough for a word: never below the floor; a threshold and a count instead of the learned ones.
#anomaly:
#  floor_usd: 0.25
#  threshold: 5
#  alert_on: 1

# What 'pech health' leaves out, and from where on it fails.
#health:
#  skip: [hooks]
#  alert_acceleration: 100
#  alert_outliers: 1
#  alert_days_to_exhaust: 14
#  alert_orphan_rate: 0.01
#  alert_ingest_lag_hours: 24
#  alert_rate_card_age_days: 90

# Tool calls per session and skill: so many in a row, then so many per second. Said when used up; blocking stops them.
#rate_limit:
#  enabled: true
#  blocking: false
#  capacity: 60
#  refill_per_second: 1
#  per_skill:
#    deploy: {blocking: true, capacity: 10, refill_per_second: 0.1}
`

/** `pech config --example`: a file to begin with. */
export function configExampleAsText(): string {
  return CONFIG_EXAMPLE
}

/** The same for machines. */
export function configExampleAsJson({generatedAtMs, problems}: ConfigExample): object {
  return {
    schema: 'pech/config@1',
    generatedAt: new Date(generatedAtMs).toISOString(),
    problems,
    example: CONFIG_EXAMPLE,
  }
}
