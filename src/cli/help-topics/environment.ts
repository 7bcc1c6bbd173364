export const environment = `Variables that pech understands:

  CLAUDE_CONFIG_DIR   folders of Claude Code, separated by commas; their
                      projects/ holds the logs
  PECH_HOME           one folder for all that pech keeps
  PECH_TIMEZONE       zone that days begin in, such as Europe/Berlin
  PECH_NOW            fixes the clock: 2026-11-20T17:00:00Z
  PECH_JSON, PECH_FORMAT, PECH_OUTPUT, PECH_QUIET
                      stand for --json, --format, --output, --quiet
  NO_COLOR            no colours; FORCE_COLOR=1: colours off a terminal, too
  FORCE_HYPERLINK     1: paths are links; 0: they are not
  PECH_PAGER, PAGER   what long reports on a terminal are shown with
  ANTHROPIC_ADMIN_API_KEY
                      key for \`pech reconcile --api\`
  ENCHANTED_ATTRIBUTION
                      what a session says it is for, as JSON
  PECH_DEBUG          1: where a fault of pech happened

A flag goes before its variable. Filters, limits and confirmations have none, so
that nothing slips past a gate. Files: see \`pech config\`.
`
