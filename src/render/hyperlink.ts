/** A text that opens an address when it is clicked, for terminals that can do that (OSC 8). Text and address are safe for a terminal. */
export function hyperlink(text: string, address: string): string {
  return `\u001B]8;;${address}\u001B\\${text}\u001B]8;;\u001B\\`
}

/** The address of a file or folder. */
export function fileAddress(path: string): string {
  const slashes = path.replaceAll('\\', '/')
  return `file://${slashes.startsWith('/') ? '' : '/'}${slashes.split('/').map(encodedName).join('/')}`
}

const ESCAPE = String.fromCharCode(27)
const LINKS = new RegExp(`${ESCAPE}\\]8;;[^${ESCAPE}]*${ESCAPE}\\\\`, 'g')

/** Takes the addresses out again: for a pager that would show them. */
export function withoutHyperlinks(text: string): string {
  return text.replace(LINKS, '')
}

function encodedName(name: string): string {
  return /^[A-Za-z]:$/.test(name) ? name : encodeURIComponent(name.toWellFormed())
}
