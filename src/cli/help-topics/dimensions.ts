export const dimensions = `--by takes one or several of these, joined by commas. Each but the times of day
is also a filter: --model 'claude-opus-*' --skill review. Filters take globs and
may repeat. Whatever you group by, the groups add up to the total exactly.

Whose is it?
  arm           client or cost centre: rules in config.yaml, else the folder
                after github/, src/, work/ or clients/
  project       git repository of the working folder; worktrees belong to it
  branch        git branch
  session       session, with its title; --session ID (or its beginning)
  prompt        the typed prompt that the call served
  peer          the other machine that a ledger was taken in from

What was it?
  model         model as logged
  tier          its family: opus, sonnet, haiku, ...
  agent         main, or the type of the subagent
  role          orchestrator, executor, validator: where you say so
  skill         skill or /command that was active; subagents inherit it
  plugin        plugin of the skill, agent or MCP tool
  subPlugin     part of a plugin that names itself (--sub-plugin)
  tool          tools that the call used; several share it equally
  mcpServer     MCP servers of those tools (--mcp-server)
  kind          message, compaction, advisor, fallback

How was it run?
  serviceTier   standard, batch, ... (--service-tier)
  speed         standard or fast
  geo           inference region
  entrypoint    cli, sdk, ...
  version       version of Claude Code (--claude-version)

When was it?
  hour, day, week, month   of your time zone (--timezone)

A call without a value is (none); without arm, project or day it is unknown.
`
