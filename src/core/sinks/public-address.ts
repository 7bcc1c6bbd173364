/**
 * Whether an address belongs to the public Internet, by the special-purpose registries of IANA. Private, loopback and
 * link-local networks, cloud metadata services, documentation, multicast and reserved ranges do not, nor do IPv6
 * addresses that carry such an IPv4 address (mapped, NAT64), nor tunnels (6to4, Teredo), nor anything with a zone.
 *
 * @param address - As a resolver gives it: dotted IPv4, or IPv6 in any spelling, without brackets. Anything else is not public.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export function isPublicAddress(address: string): boolean {
  if (!address.includes(':')) {
    const number = ipv4Number(address)
    return number !== null && isPublicIpv4(number)
  }
  const groups = ipv6Groups(address)
  return groups !== null && isPublicIpv6(groups)
}

const PRIVATE_IPV4: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32], // Azure's platform service
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]

function isPublicIpv4(address: number): boolean {
  return PRIVATE_IPV4.every(([network, bits]) => {
    const size = 2 ** (32 - bits)
    return Math.floor(address / size) !== Math.floor(ipv4Number(network)! / size)
  })
}

function isPublicIpv6(groups: readonly number[]): boolean {
  const first = groups[0]!
  const second = groups[1]!
  const embedded = groups[6]! * 0x10000 + groups[7]!
  const prefix = groups.slice(0, 6).join(' ')
  if (prefix === '0 0 0 0 0 65535') return isPublicIpv4(embedded)
  if (prefix === '100 65435 0 0 0 0') return isPublicIpv4(embedded) // 64:ff9b::/96, NAT64
  if (first < 0x2000 || first > 0x3fff) return false
  if (first === 0x2001) return second >= 0x200 && second !== 0xdb8
  return first !== 0x2002 && !(first === 0x3fff && second < 0x1000)
}

function ipv4Number(text: string): number | null {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return null
  const parts = text.split('.').map(Number)
  return parts.some((part) => part > 255) ? null : parts.reduce((number, part) => number * 256 + part, 0)
}

/** The eight groups of an IPv6 address; null when it is none. */
function ipv6Groups(text: string): number[] | null {
  const halves = withHexTail(text).split('::').map(groupsOf)
  if (halves.length > 2) return null
  const groups = halves.flat()
  const missing = 8 - groups.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null
  groups.splice(halves[0]!.length, 0, ...Array<string>(missing).fill('0'))
  const isSound = groups.every((group) => /^[\da-f]{1,4}$/i.test(group))
  return isSound ? groups.map((group) => Number.parseInt(group, 16)) : null
}

function groupsOf(half: string): string[] {
  return half === '' ? [] : half.split(':')
}

/** `::ffff:127.0.0.1` as `::ffff:7f00:1`; without a dotted end the text itself. */
function withHexTail(text: string): string {
  const dotted = text.slice(text.lastIndexOf(':') + 1)
  const tail = ipv4Number(dotted)
  if (tail === null) return text
  return `${text.slice(0, -dotted.length)}${(tail >>> 16).toString(16)}:${(tail & 0xffff).toString(16)}`
}
