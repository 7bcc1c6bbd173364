export const periods = `Which calls a command is about. Without any of these: this month.

  --hour                     the current hour
  --day                      today; --day yesterday, --day 2026-11-17
  --week                     this week, from Monday; --week 2026-11-17
  --month                    this month; --month 2026-10
  --since T  --until T       from T (included) to T (not included)
  --session                  the latest session; --session ID, or its beginning
  --all                      everything that the ledger holds

T is a date (2026-11-17), a time (2026-11-17T09:30, or with Z or +01:00 behind),
or a span ago: 36h, 7d, 4w, 3m.

Days are those of your time zone: --timezone, PECH_TIMEZONE, config.yaml, or the
machine's. --month-start 15 lets months begin on the 15th.
`
