export const json = `Every command takes --json: one object on stdout, the same exit code.

  {"schema": "pech/report@1", "generatedAt": ..., "problems": [...], ...}

Within @1 fields are only added. Money is there twice: "usd" is a number, for
jq; "picodollars" is the exact count of 10^-12 dollars, as text. Times are RFC
3339 in UTC. Shares go from 0 to 1. Counts beyond 2^53 keep all their digits.

"usd" never holds what has no price: see "estimated" and "unpriced" beside it,
and "lowerBound" for calls whose log is missing output.

Failures go to stdout as well, with exit code 1:

  {"schema": "pech/error@1", "error": {"code": ..., "message": ..., "hint": ..}}

The shapes are in the folder schemas/. Single calls, one object per line:
pech cat-ledger, pech cat-log.
`
