/** One meaning per exit code, in every command, with or without `--json`. */
export const EXIT = {
  /** The answer is yes, or the work is done. */
  ok: 0,
  /** pech could not do it, or could not judge: usage, configuration, data, missing prices where they decide. */
  couldNot: 1,
  /** The gate says no: hard stop, regression, unhealthy, alert limit passed. */
  gateSaysNo: 2,
} as const

/** The exit codes that pech uses. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
