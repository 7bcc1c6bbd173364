export const budgets = `Budgets stand in budgets.yaml (\`pech config\` says where); \`pech budget set\`
writes them for you.

  thresholds: [50, 75, 90, 100]     # percent of the limit that are reported
  budgets:
    - name: one client
      match: {arm: acme}            # any dimensions; globs; see 'dimensions'
      window: month                 # session, hour, day, week, month, or 5h
      limit_usd: 90
      on_breach: hard_stop          # alert, warn (the default), hard_stop
      grace_pct: 110                # where the hard stop begins
    - name: every session
      each: session                 # one such budget for each value
      window: session
      limit_usd: 25

A budget counts what is priced and what is only estimated, so a new model cannot
slip under it. Calls without any price are at least a warning; with
on_unpriced: hard_stop they stop the work.

\`pech budget check\` exits 2 on a hard stop, and says why on stderr. The way past
it is an edit of the file.
`
