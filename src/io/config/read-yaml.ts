import type * as Yaml from 'yaml'
import type {Alias, LineCounter, Node, Pair, Scalar} from 'yaml'
import type {FieldPlace, Place, SettingsDocument} from '../../core/config/settings-document.ts'
import type {SettingsFinding, SettingsFindingCode} from '../../core/config/settings-finding.ts'
import {place} from '../../core/rates/card-reader.ts'
import {loadYaml} from './load-yaml.ts'

/** More values than any file of settings has: aliases can turn a few lines into billions. */
const MOST_VALUES = 50_000

const NOWHERE: Place = {line: 1, column: 1}

/**
 * Reads YAML (JSON is YAML too) into plain data that knows its places. Never throws. Of a text that is no YAML nothing is
 * taken, since half of it could mean anything; of a name that stands twice in a mapping, the first counts.
 */
export function readYaml(text: string): SettingsDocument {
  try {
    return new YamlReader(loadYaml()).read(text)
  } catch (error) {
    const tooMany = error instanceof TooManyValues
    return refused(
      tooMany ? 'TOO_MANY_VALUES' : 'YAML_INVALID',
      tooMany ? {limit: MOST_VALUES} : {reason: firstLineOf(error)},
    )
  }
}

/** A document of which nothing could be read, and why. */
export function refused(code: SettingsFindingCode, facts: SettingsFinding['facts'], at?: Place): SettingsDocument {
  const {line = null, column = null} = at ?? {}
  return {value: null, places: new Map(), findings: [{code, where: '', line, column, facts}]}
}

class TooManyValues extends Error {}

class YamlReader {
  readonly #yaml: typeof Yaml
  readonly #counter: LineCounter
  readonly #places = new Map<string, FieldPlace>()
  readonly #findings: SettingsFinding[] = []
  #document: ReturnType<typeof Yaml.parseDocument> | undefined
  #values = 0

  constructor(yaml: typeof Yaml) {
    this.#yaml = yaml
    this.#counter = new yaml.LineCounter()
  }

  read(text: string): SettingsDocument {
    const document = this.#yaml.parseDocument(text, {
      lineCounter: this.#counter,
      prettyErrors: false,
      logLevel: 'silent',
      uniqueKeys: false,
      version: '1.2',
      schema: 'core',
    })
    this.#document = document
    const error = document.errors[0]
    if (error !== undefined) return refused('YAML_INVALID', {reason: firstLineOf(error)}, this.#placeAt(error.pos[0]))
    const value = this.#plain(document.contents, '', NOWHERE)
    return {value, places: this.#places, findings: this.#findings}
  }

  /** Plain data of a node. A mapping or list of a hundred levels below others is no setting: it reads as a text. */
  #plain(node: Node | null, where: string, key: Place | null): unknown {
    if (++this.#values > MOST_VALUES) throw new TooManyValues()
    const {isAlias, isMap, isSeq, isScalar} = this.#yaml
    const at = node?.range ? this.#placeAt(node.range[0]) : (key ?? NOWHERE)
    this.#places.set(where, {key: key ?? at, value: at})
    if (isAlias(node)) return this.#target(node, where, key ?? at)
    if (isMap<Node, Node | null>(node)) return this.#mapping(node.items, where)
    if (isSeq<Node | null>(node)) return node.items.map((item, index) => this.#plain(item, `${where}[${index}]`, null))
    return isScalar(node) ? plainScalar(node) : null
  }

  /** What an alias stands for. One that stands inside its own target ends in the limit of values. */
  #target(alias: Alias, where: string, key: Place): unknown {
    const target = this.#document && alias.resolve(this.#document)
    return this.#plain(target ?? null, where, key)
  }

  #mapping(pairs: readonly Pair<Node, Node | null>[], where: string): object {
    const fields = new Map<string, unknown>()
    for (const {key, value} of pairs) {
      const name = this.#yaml.isScalar(key) ? String(key.value) : String(key)
      const path = place(where, name)
      const at = key.range ? this.#placeAt(key.range[0]) : NOWHERE
      if (fields.has(name)) {
        const first = this.#places.get(path)?.key.line ?? at.line
        this.#findings.push({code: 'KEY_DUPLICATE', where: path, ...at, facts: {key: name, firstLine: first}})
      } else fields.set(name, this.#plain(value, path, at))
    }
    return Object.fromEntries(fields)
  }

  #placeAt(offset: number): Place {
    const {line, col} = this.#counter.linePos(offset)
    return {line: Math.max(1, line), column: Math.max(1, col)}
  }
}

/** Numbers of any size, texts, true, false and null; an infinity or NaN reads as a text, as JSON has none. */
function plainScalar({value}: Scalar): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  return typeof value === 'string' || typeof value === 'boolean' || value === null ? value : String(value)
}

function firstLineOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  return line.slice(0, 200)
}
