import type * as Yaml from 'yaml'
import type {Alias, LineCounter, Node, Pair, Scalar} from 'yaml'
import type {FieldPlace, Place, SettingsDocument} from '../../core/config/settings-document.ts'
import type {SettingsFinding, SettingsFindingCode} from '../../core/config/settings-finding.ts'
import {place} from '../../core/rates/card-reader.ts'
import {loadYaml} from './load-yaml.ts'

/** More values than any file of settings has: aliases can turn a few lines into billions. */
const MOST_VALUES = 20_000

/** Deeper than any setting stands; also ends an alias that stands inside its own target. */
const MOST_LEVELS = 100

const FILE_START: Place = {line: 1, column: 1}

/**
 * Reads YAML (JSON is YAML too) into plain data that knows its places. Never throws. Of a text that is no YAML nothing is
 * taken, since half of it could mean anything; of a name that stands twice in a mapping, the first counts.
 */
export function readYaml(text: string): SettingsDocument {
  try {
    return new YamlReader(loadYaml()).read(text)
  } catch (error) {
    if (error instanceof Unreadable) return refused(error.code, error.facts, error.at)
    return refused('YAML_INVALID', {reason: firstLineOf(error)})
  }
}

/** A document of which nothing could be read, and why. */
export function refused(code: SettingsFindingCode, facts: SettingsFinding['facts'], at?: Place): SettingsDocument {
  const {line = null, column = null} = at ?? {}
  return {value: null, places: new Map(), findings: [{code, where: '', line, column, facts}]}
}

class Unreadable extends Error {
  readonly code: SettingsFindingCode
  readonly facts: SettingsFinding['facts']
  readonly at: Place

  constructor(code: SettingsFindingCode, facts: SettingsFinding['facts'], at: Place) {
    super(code)
    this.code = code
    this.facts = facts
    this.at = at
  }
}

function tooMany(at: Place): Unreadable {
  return new Unreadable('TOO_MANY_VALUES', {limit: MOST_VALUES, levels: MOST_LEVELS}, at)
}

class YamlReader {
  readonly #yaml: typeof Yaml
  readonly #counter: LineCounter
  readonly #places = new Map<string, FieldPlace>()
  readonly #findings: SettingsFinding[] = []
  readonly #anchors = new Map<string, Node>()
  readonly #anchored = new Set<Node>()
  readonly #targets = new Map<Alias, Node>()
  #values = 0

  constructor(yaml: typeof Yaml) {
    this.#yaml = yaml
    this.#counter = new yaml.LineCounter()
  }

  read(text: string): SettingsDocument {
    const {contents, errors} = this.#yaml.parseDocument(text, {
      lineCounter: this.#counter,
      prettyErrors: false,
      logLevel: 'error',
      uniqueKeys: false,
      version: '1.2',
      schema: 'core',
    })
    const [error] = errors
    if (error !== undefined) {
      const at = this.#placeAt(error.pos[0])
      if (error.code === 'RESOURCE_EXHAUSTION') throw tooMany(at)
      const reason = error.code === 'MULTIPLE_DOCS' ? 'a second document begins here (---)' : firstLineOf(error)
      throw new Unreadable('YAML_INVALID', {reason}, at)
    }
    return {value: this.#plain(contents, '', FILE_START, 0), places: this.#places, findings: this.#findings}
  }

  /** Plain data of a node; notes where it stands. `key` is the place of its name. */
  #plain(node: Node | null, where: string, key: Place | null, level: number): unknown {
    const {isAlias, isMap, isSeq, isScalar} = this.#yaml
    const at = node?.range ? this.#placeAt(node.range[0]) : (key ?? FILE_START)
    if (++this.#values > MOST_VALUES || level > MOST_LEVELS) {
      throw tooMany(at)
    }
    this.#places.set(where, {key: key ?? at, value: at})
    if (isAlias(node)) return this.#plain(this.#targetOf(node, at), where, key ?? at, level + 1)
    this.#remember(node)
    if (isMap<Node, Node | null>(node)) return this.#mapping(node.items, where, level)
    if (isSeq<Node | null>(node)) {
      return node.items.map((item, index) => this.#plain(item, `${where}[${index}]`, null, level + 1))
    }
    return isScalar(node) ? plainScalar(node) : null
  }

  /** Keeps a node under its anchor, from where it stands on; not again when an alias leads to it. */
  #remember(node: Node | null): void {
    const anchor = node !== null && 'anchor' in node ? node.anchor : undefined
    if (node === null || typeof anchor !== 'string' || this.#anchored.has(node)) return
    this.#anchored.add(node)
    this.#anchors.set(anchor, node)
  }

  #targetOf(alias: Alias, at: Place): Node {
    const target = this.#targets.get(alias) ?? this.#anchors.get(alias.source)
    if (target === undefined) throw new Unreadable('YAML_INVALID', {reason: `no anchor &${alias.source} before it`}, at)
    this.#targets.set(alias, target)
    return target
  }

  #mapping(pairs: readonly Pair<Node, Node | null>[], where: string, level: number): object {
    const fields = new Map<string, unknown>()
    for (const {key, value} of pairs) {
      const name = this.#yaml.isScalar(key) ? String(key.value) : String(key)
      const path = place(where, name)
      const at = key.range ? this.#placeAt(key.range[0]) : FILE_START
      if (fields.has(name)) {
        const firstLine = this.#places.get(path)?.key.line ?? at.line
        this.#findings.push({code: 'KEY_DUPLICATE', where: path, ...at, facts: {key: name, firstLine}})
      } else fields.set(name, this.#plain(value, path, at, level + 1))
    }
    return Object.fromEntries(fields)
  }

  #placeAt(offset: number): Place {
    const {line, col} = this.#counter.linePos(offset)
    return {line: Math.max(1, line), column: Math.max(1, col)}
  }
}

/** Texts, true, false, null, and numbers; an infinity or NaN reads as a text, as JSON has none. */
function plainScalar({value}: Scalar): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  return typeof value === 'string' || typeof value === 'boolean' || value === null ? value : String(value)
}

function firstLineOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  return line.slice(0, 200).replace(/\.$/, '')
}
