export const hooks = `\`pech init\` writes hooks and a status line into Claude Code's settings, after it
has shown them; \`pech init --uninstall\` takes them out again. Everything else in
the file stays as it is.

With them, each tool call is first compared with the budgets. On a hard stop the
call is blocked and Claude is told why; anything else lets it through. If pech
itself fails, the call goes through as well, unless you chose --fail-closed.

The status line shows what the session, the day and the budgets are at.

  pech hook EVENT      what Claude Code calls; the event's JSON on stdin
  pech statusline      one line, from the status line's JSON on stdin
`
