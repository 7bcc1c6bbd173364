import {withoutByteOrderMark} from '../../core/settings/byte-order-mark.ts'
import {PechError} from '../../core/problem.ts'
import type {CardContent} from '../../core/rates/card-in-force.ts'
import {readCardFile} from './read-card-file.ts'

/** The largest table that is taken, bytes: the largest one known has 2 MB. */
const MOST_BYTES = 32 * 1024 * 1024
const TIMEOUT_MS = 20_000
const MOST_REDIRECTS = 3

/** What may be replaced in tests. */
export interface PriceSourceOptions {
  readonly fetch?: typeof fetch
  readonly timeoutMs?: number
  readonly mostBytes?: number
}

/** Price tables on the disk and, when an address is named, in the network: https only. */
export class PriceSources {
  readonly #fetch: typeof fetch
  readonly #timeoutMs: number
  readonly #mostBytes: number

  constructor(options: PriceSourceOptions = {}) {
    this.#fetch = options.fetch ?? fetch
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS
    this.#mostBytes = options.mostBytes ?? MOST_BYTES
  }

  /**
   * The content of a file or an address.
   *
   * @throws PechError `USAGE` for an address that is not https.
   */
  async read(from: string): Promise<CardContent> {
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(from)) return this.#download(from)
    const file = readCardFile(from)
    return file.kind === 'missing' ? unreadable(from, 'no such file') : {source: from, ...file}
  }

  async #download(from: string): Promise<CardContent> {
    const address = URL.parse(from)
    if (address?.protocol !== 'https:') {
      throw new PechError(
        'USAGE',
        `${from} is no https address`,
        'name a file, or an address that begins with https://',
      )
    }
    if (address.username !== '' || address.password !== '') {
      throw new PechError(
        'USAGE',
        'an address with a password in it is not taken',
        'download it yourself and name the file',
      )
    }
    try {
      const response = await this.#request(address, AbortSignal.timeout(this.#timeoutMs))
      if (typeof response === 'string') return unreadable(from, response)
      const text = await this.#text(response)
      return text === null ? unreadable(from, `larger than ${this.#mostBytes} bytes`) : parsed(from, text)
    } catch (error) {
      return unreadable(from, reasonOf(error, this.#timeoutMs))
    }
  }

  /** The response, or why there is none. A redirect is followed on the same host only. */
  async #request(start: URL, signal: AbortSignal): Promise<Response | string> {
    let address = start
    for (let count = 0; count <= MOST_REDIRECTS; count++) {
      const response = await this.#fetch(address, {redirect: 'manual', signal, headers: {accept: 'application/json'}})
      if (response.ok) return response
      await response.body?.cancel()
      const location = response.headers.get('location')
      if (response.status < 300 || response.status > 399 || location === null) return `HTTP ${response.status}`
      const next = URL.parse(location, address.href)
      if (next?.protocol !== 'https:' || next.host !== start.host)
        return `redirected to another host: ${next?.host ?? location}`
      address = next
    }
    return 'redirected too often'
  }

  async #text(response: Response): Promise<string | null> {
    const chunks: Uint8Array[] = []
    let bytes = 0
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength
      if (bytes > this.#mostBytes) return null
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString('utf8')
  }
}

function unreadable(source: string, reason: string): CardContent {
  return {kind: 'unreadable', source, reason}
}

function parsed(source: string, text: string): CardContent {
  try {
    return {kind: 'read', source, json: JSON.parse(withoutByteOrderMark(text))}
  } catch {
    return unreadable(source, 'not JSON')
  }
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} seconds`
  const {cause} = error
  return cause instanceof Error ? `${error.message} (${cause.message})` : error.message
}
