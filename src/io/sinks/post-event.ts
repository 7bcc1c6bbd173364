import {createHmac} from 'node:crypto'
import {lookup, type LookupAddress} from 'node:dns'
import * as http from 'node:http'
import * as https from 'node:https'
import {isIP, type LookupFunction} from 'node:net'
import type {Sink} from '../../core/config/config.ts'
import type {RecordedEvent} from '../../core/events/event.ts'
import {type Delivery, judgeStatus} from '../../core/sinks/delivery.ts'
import {hostName} from '../../core/sinks/host-name.ts'
import {isPublicAddress} from '../../core/sinks/public-address.ts'

type WebhookSink = Extract<Sink, {type: 'webhook'}>

/** Finds a host's addresses, like `dns.lookup` with `all`. */
export type Resolve = (
  host: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** What is posted. */
export interface Posting {
  readonly event: RecordedEvent
  readonly body: string
  /** Signs the body; it is never sent itself. */
  readonly secret: string | null
  readonly atMs: number
}

const PRIVATE = 'PRIVATE_ADDRESS'

/**
 * Posts an event to a webhook, once. Redirects are not followed, proxies not asked, and the answer's body not read. The
 * address that is connected to is the one that was checked: private ones are refused unless the sink names the host.
 *
 * @returns After the sink's time limit at the latest.
 */
export function postEvent(sink: WebhookSink, posting: Posting, resolve: Resolve = systemResolve): Promise<Delivery> {
  const url = new URL(sink.url)
  const host = hostName(url.hostname)
  const isAllowed = sink.allowPrivate.map(hostName).includes(host)
  // Node resolves no literal address, so it would not ask the lookup below.
  if (!isAllowed && isIP(host) !== 0 && !isPublicAddress(host)) return Promise.resolve(failed(PRIVATE))
  return new Promise((settle) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      agent: false,
      lookup: checkedLookup(resolve, isAllowed),
      headers: headersOf(posting),
    })
    const timer = setTimeout(() => finish(failed('timeout')), sink.timeoutSeconds * 1000)
    const finish = (delivery: Delivery) => {
      clearTimeout(timer)
      request.destroy()
      settle(delivery)
    }
    request.on('response', ({statusCode}) => finish(judgeStatus(statusCode ?? 0)))
    request.on('error', (error) => finish(failed('code' in error ? String(error.code) : 'no answer')))
    request.on('close', () => finish(failed('no answer')))
    request.end(posting.body)
  })
}

function failed(code: string): Delivery {
  return {kind: 'failed', reason: code === PRIVATE ? 'private address' : code}
}

/**
 * `pech-signature: t=SECONDS,v1=HEX` signs the time and the body, so that a receiver can tell a forged event and an old
 * one that is sent again: HMAC-SHA256 of `SECONDS.BODY`.
 */
function headersOf({event, body, secret, atMs}: Posting): Record<string, string> {
  const seconds = Math.floor(atMs / 1000)
  const hex = secret === null ? null : createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'pech',
    'pech-event': event.event,
    'pech-event-id': String(event.id),
    ...(hex === null ? {} : {'pech-signature': `t=${seconds},v1=${hex}`}),
  }
}

function systemResolve(host: string, callback: Parameters<Resolve>[1]): void {
  lookup(host, {all: true}, callback)
}

/** A lookup that gives only addresses that may be connected to; one that may not refuses the host as a whole. */
function checkedLookup(resolve: Resolve, isAllowed: boolean): LookupFunction {
  return (host, options, callback) => {
    resolve(host, (error, addresses) => {
      const [first] = addresses ?? []
      if (error !== null || first === undefined) return callback(error ?? withCode('ENOTFOUND'), '')
      if (!isAllowed && !addresses.every(({address}) => isPublicAddress(address)))
        return callback(withCode(PRIVATE), '')
      if (options.all === true) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

function withCode(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), {code})
}
