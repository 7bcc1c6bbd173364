import type {JsonNode} from './json-text.ts'

/** An object or an array in a JSON text. */
export type JsonContainer = Exclude<JsonNode, {kind: 'scalar'}>

/** How a JSON text is laid out, so that what is added looks like the rest. */
export interface JsonLayout {
  /** What one more level is indented by. */
  readonly unit: string
  readonly lineEnd: '\n' | '\r\n'
  /** Whether all of it stands on one line. */
  readonly oneLine: boolean
  /** Whether a space stands after colons and commas on one line. */
  readonly spaced: boolean
}

/**
 * How a text is laid out: by its first line end and by the first entry of its outermost value. An empty object says
 * nothing: two spaces.
 */
export function layoutOf(text: string, root: JsonNode): JsonLayout {
  const first = root.kind === 'scalar' ? undefined : root.entries[0]
  return {
    unit: (first === undefined ? null : indentOf(text, first.start)) || '  ',
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
    oneLine: first !== undefined && !text.slice(root.start, root.end).includes('\n'),
    spaced: /":\s/.test(text),
  }
}

/**
 * Adds an entry behind the last one of an object or array; nothing else in the text changes. {@link withoutEntry} takes
 * it back, byte by byte, unless the container was empty with space in it.
 *
 * @param text - JSON.
 * @param container - Where to add.
 * @param entry - `key` for an object; without one, for an array.
 * @param layout - Of the text.
 */
export function withEntry(
  text: string,
  container: JsonContainer,
  {key, value}: {readonly key?: string; readonly value: object},
  layout: JsonLayout,
): string {
  const last = container.entries.at(-1)
  const name = key === undefined ? '' : `${JSON.stringify(key)}:${layout.oneLine && !layout.spaced ? '' : ' '}`
  const own = last === undefined ? null : indentOf(text, container.entries[0]!.start)
  if (last === undefined && !layout.oneLine) {
    const outer = leadingSpace(text, container.start)
    const inner = outer + layout.unit
    const content = layout.lineEnd + inner + name + jsonLines(value, inner, layout) + layout.lineEnd + outer
    return text.slice(0, container.start + 1) + content + text.slice(container.end - 1)
  }
  if (last === undefined) {
    return text.slice(0, container.start + 1) + name + jsonLine(value, layout) + text.slice(container.end - 1)
  }
  const added =
    own === null
      ? `,${layout.spaced || !layout.oneLine ? ' ' : ''}${name}${jsonLine(value, layout)}`
      : `,${layout.lineEnd}${own}${name}${jsonLines(value, own, layout)}`
  return text.slice(0, last.end) + added + text.slice(last.end)
}

/** Takes an entry out of an object or array, with the comma that goes with it; nothing else in the text changes. */
export function withoutEntry(text: string, container: JsonContainer, index: number): string {
  const {entries} = container
  const entry = entries[index]!
  if (entries.length === 1) return text.slice(0, container.start + 1) + text.slice(container.end - 1)
  if (index === 0) return text.slice(0, entry.start) + text.slice(entries[1]!.start)
  return text.slice(0, entries[index - 1]!.end) + text.slice(entry.end)
}

/** Puts a value in the place of another. */
export function withValue(text: string, node: JsonNode, value: object, layout: JsonLayout): string {
  const written = layout.oneLine ? jsonLine(value, layout) : jsonLines(value, leadingSpace(text, node.start), layout)
  return text.slice(0, node.start) + written + text.slice(node.end)
}

/** The space before a place that begins its line; null when something else stands before it. */
function indentOf(text: string, at: number): string | null {
  return /\n([ \t]*)$/.exec(text.slice(0, at))?.[1] ?? null
}

/** The space that the line of a place begins with. */
function leadingSpace(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1))![0]
}

/** JSON over several lines, the first one not indented. */
function jsonLines(value: object, indent: string, {unit, lineEnd}: JsonLayout): string {
  return JSON.stringify(value, null, '\t')
    .replace(/^\t+/gm, (tabs) => unit.repeat(tabs.length))
    .replaceAll('\n', lineEnd + indent)
}

/** JSON on one line. No line end can stand in a string, so each one is between values. */
function jsonLine(value: object, {spaced, oneLine}: JsonLayout): string {
  if (oneLine && !spaced) return JSON.stringify(value)
  return JSON.stringify(value, null, '\t').replace(/([{[])\n\t+|,\n\t+|\n\t*(?=[}\]])/g, (gap, open?: string) =>
    open !== undefined ? open : gap.startsWith(',') ? ', ' : '',
  )
}
