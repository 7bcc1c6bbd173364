/**
 * A host as it is compared: lower case, without the brackets of IPv6 and without the dot at the end that changes nothing.
 *
 * @param host - Of a parsed URL, or as a person wrote it.
 */
export function hostName(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
}
