import {type ApiPage, readApiPage} from '../../core/billing/api-report.ts'
import type {BillFinding, BillOrigin, BillRow} from '../../core/billing/bill-row.ts'
import {PechError} from '../../core/problem.ts'

const VENDOR = 'https://api.anthropic.com'
const VERSION = '2023-06-01'
const ANALYTICS_BETA = 'analytics-usage-cost-2026-08-24'
const TIMEOUT_MS = 30_000
const MOST_ATTEMPTS = 5
const MOST_WAIT_MS = 60_000
const MOST_PAGES = 1000

/** What may be replaced: in tests, and by `PECH_ANTHROPIC_API_URL`, which must be a loopback address. */
export interface BillingApiOptions {
  readonly baseUrl?: string
  readonly timeoutMs?: number
  readonly sleep?: (ms: number) => Promise<void>
}

/** What a report gave. */
export interface ApiReport {
  readonly rows: readonly BillRow[]
  readonly findings: readonly BillFinding[]
}

/** The Admin and Analytics APIs. The key goes into one header of requests to one host, and nowhere else. */
export class BillingApi {
  readonly #key: string
  readonly #baseUrl: string
  readonly #timeoutMs: number
  readonly #sleep: (ms: number) => Promise<void>

  constructor(key: string, options: BillingApiOptions = {}) {
    this.#key = key
    this.#baseUrl = options.baseUrl ?? VENDOR
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS
    this.#sleep = options.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)))
  }

  /**
   * What was billed and used on UTC days: by Analytics where the organization has it (Claude Code alone, with list
   * prices), else by the cost and usage reports (all uses of the API); and the days of subscriptions.
   *
   * @param days - `YYYY-MM-DD`, in order, without gaps.
   * @throws PechError when the API cannot be reached, refuses, or answers in a form that is not known.
   */
  async pull(days: readonly string[]): Promise<ApiReport> {
    const reports: ApiReport[] = []
    for (let start = 0; start < days.length; start += 31) {
      const span = spanOf(days.slice(start, start + 31))
      const analytics = await this.#report('analytics', 'analytics/cost', {
        ...span,
        'products[]': ['claude_code'],
        'group_by[]': ['model', 'cost_type', 'token_type', 'workspace_id', 'context_window'],
        time_bucket_width: '1d',
        limit: '1000',
      })
      if (analytics !== null) reports.push(analytics)
      else reports.push(...(await this.#adminReports(span)))
    }
    for (const day of days) {
      const used = await this.#report('claude-code', 'usage_report/claude_code', {starting_at: day, limit: '1000'})
      if (used === null) break
      reports.push(used)
    }
    return {rows: reports.flatMap(({rows}) => rows), findings: reports.flatMap(({findings}) => findings)}
  }

  async #adminReports(span: Record<string, string>): Promise<ApiReport[]> {
    const groups = ['model', 'service_tier', 'context_window', 'inference_geo', 'workspace_id']
    const cost = await this.#report('admin-cost', 'cost_report', {
      ...span,
      'group_by[]': ['workspace_id', 'description'],
      limit: '31',
    })
    const usage = await this.#report('admin-usage', 'usage_report/messages', {
      ...span,
      bucket_width: '1d',
      'group_by[]': groups,
      limit: '31',
    })
    return [cost, usage].filter((report) => report !== null)
  }

  /** All pages of a report; null where the organization does not have it. */
  async #report(
    origin: BillOrigin,
    path: string,
    query: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<ApiReport | null> {
    const rows: BillRow[] = []
    const findings: BillFinding[] = []
    let page: string | null = null
    for (let count = 0; count < MOST_PAGES; count++) {
      const address = this.#address(path, query, page)
      const read: ApiPage | null = await this.#page(origin, path, address)
      if (read === null) return null
      rows.push(...read.rows)
      findings.push(...read.findings)
      if (read.nextPage === null) return {rows, findings}
      page = read.nextPage
    }
    throw new PechError('BILLING_API_PAGES', `${path} has more than ${MOST_PAGES} pages`, 'ask for a shorter period')
  }

  #address(path: string, query: Readonly<Record<string, string | readonly string[]>>, page: string | null): URL {
    const address = new URL(`/v1/organizations/${path}`, this.#baseUrl)
    for (const [name, values] of Object.entries(query)) {
      for (const value of typeof values === 'string' ? [values] : values) address.searchParams.append(name, value)
    }
    if (page !== null) address.searchParams.set('page', page)
    return address
  }

  async #page(origin: BillOrigin, path: string, address: URL): Promise<ApiPage | null> {
    const response = await this.#answered(path, address)
    if (response.status === 404 || (response.status === 403 && origin !== 'admin-cost')) return null
    if (response.status === 401 || response.status === 403) {
      throw new PechError(
        'BILLING_API_DENIED',
        `${path}: the key was refused (HTTP ${response.status})`,
        'ANTHROPIC_ADMIN_API_KEY must hold an Admin key (sk-ant-admin…) of the organization',
      )
    }
    if (!response.ok) throw new PechError('BILLING_API_FAILED', `${path}: HTTP ${response.status}`, 'try again later')
    const read = readApiPage(origin, parsed(response.body))
    if (read !== null) return read
    throw new PechError(
      'BILLING_API_MALFORMED',
      `${path}: the answer is cut off or not in the known form`,
      'try again later',
    )
  }

  /** The answer after as many attempts as it takes: rate limits and faults of the server are waited out. */
  async #answered(path: string, address: URL): Promise<{status: number; ok: boolean; body: string}> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#ask(path, address)
      const isPassing = answer.status === 429 || answer.status >= 500
      if (!isPassing || attempt === MOST_ATTEMPTS) return answer
      await this.#sleep(waitMs(answer.retryAfter, attempt))
    }
  }

  async #ask(
    path: string,
    address: URL,
  ): Promise<{status: number; ok: boolean; body: string; retryAfter: string | null}> {
    const beta = path.startsWith('analytics/') ? {'anthropic-beta': ANALYTICS_BETA} : {}
    const headers = {'x-api-key': this.#key, 'anthropic-version': VERSION, accept: 'application/json', ...beta}
    try {
      const signal = AbortSignal.timeout(this.#timeoutMs)
      const response = await fetch(address, {headers, redirect: 'manual', signal})
      const body = await response.text()
      if (response.status >= 300 && response.status < 400) throw new RedirectError()
      return {status: response.status, ok: response.ok, body, retryAfter: response.headers.get('retry-after')}
    } catch (error) {
      throw new PechError(
        'BILLING_API_UNREACHABLE',
        `${path}: ${reasonOf(error, this.#timeoutMs)}`,
        'check the network, then try again',
      )
    }
  }
}

class RedirectError extends Error {}

/** Never the error's own message: it may show what was sent. */
function reasonOf(error: unknown, timeoutMs: number): string {
  if (error instanceof RedirectError) return 'the answer was a redirect, which is not followed with a key'
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} seconds`
  return 'no connection, or it broke off'
}

function waitMs(retryAfter: string | null, attempt: number): number {
  const seconds = retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : 2 ** attempt
  return Math.min(seconds * 1000, MOST_WAIT_MS)
}

function spanOf(days: readonly string[]): {starting_at: string; ending_at: string} {
  const last = Date.parse(`${days.at(-1)}T00:00:00Z`)
  return {starting_at: `${days[0]}T00:00:00Z`, ending_at: new Date(last + 86_400_000).toISOString().replace('.000', '')}
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

/**
 * The address of a stand-in server, for tests on one machine.
 *
 * @throws PechError `USAGE` for anything but a loopback address: the key goes nowhere else.
 */
export function standInUrl(text: string | undefined): string | undefined {
  if (!text) return undefined
  const address = URL.parse(text)
  if (address !== null && ['127.0.0.1', '[::1]', 'localhost'].includes(address.hostname)) return address.origin
  throw new PechError('USAGE', 'PECH_ANTHROPIC_API_URL may only name a loopback address', 'unset it')
}
