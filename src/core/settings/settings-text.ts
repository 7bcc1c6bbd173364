import {withoutByteOrderMark} from './byte-order-mark.ts'
import {type JsonContainer, type JsonLayout, layoutOf, withEntry, withoutEntry, withValue} from './edit-json-text.ts'
import {jsonFault, type JsonFault, type JsonNode, parseJsonText} from './json-text.ts'
import {type HookHandler, isOfPech} from './wanted-settings.ts'

/** Settings that are no JSON, or not of the shape that Claude Code reads. */
export class Misshapen extends Error {
  readonly fault: JsonFault

  constructor(fault: JsonFault) {
    super(fault.expected)
    this.fault = fault
  }
}

type JsonObject = Extract<JsonNode, {kind: 'object'}>

/**
 * The text of Claude Code's settings, changed in place. It is parsed anew after each change: settings are small.
 *
 * @throws Misshapen from all methods, when a part that they need has another shape.
 */
export class SettingsText {
  text: string
  #root: JsonObject
  #layout: JsonLayout

  constructor(text: string) {
    this.text = text
    this.#root = rootOf(text)
    this.#layout = layoutOf(text, this.#root)
  }

  /** What the settings say, whatever their layout and order; empty lists of hooks say nothing. */
  meaning(): string {
    return JSON.stringify(withoutEmpty(JSON.parse(withoutByteOrderMark(this.text))))
  }

  /** The value of a member of the outermost object; undefined when there is none. */
  value(key: string): unknown {
    const node = member(this.#root, key)
    return node === undefined ? undefined : this.#parsed(node)
  }

  statusLine(): unknown {
    return this.value('statusLine') ?? null
  }

  /** The events that have hooks. */
  events(): string[] {
    const hooks = member(this.#root, 'hooks')
    return hooks === undefined ? [] : this.#object(hooks).entries.map(({key}) => key)
  }

  setMember(key: string, value: object): void {
    const node = member(this.#root, key)
    if (node === undefined) this.#change(withEntry(this.text, this.#root, {key, value}, this.#layout))
    else if (JSON.stringify(this.#parsed(node)) !== JSON.stringify(value)) {
      this.#change(withValue(this.text, node, value, this.#layout))
    }
  }

  removeMember(key: string): void {
    const index = this.#root.entries.findLastIndex((entry) => entry.key === key)
    this.#change(withoutEntry(this.text, this.#root, index))
  }

  /** Makes a handler pech's only one of an event; null: none. */
  setHook(event: string, handler: HookHandler | null): void {
    const ours = this.#handlersOfPech(event)
    const isThere = handler !== null && ours.length === 1 && JSON.stringify(ours[0]) === JSON.stringify(handler)
    if (isThere) return
    for (let count = ours.length; count > 0; count--) this.#removeFirstHandler(event)
    if (handler !== null) this.#addHandler(event, handler)
  }

  #handlersOfPech(event: string): unknown[] {
    return this.#groups(event)
      .flatMap((group) => this.#handlers(group)?.entries ?? [])
      .map((node) => this.#parsed(node))
      .filter(isOfPech)
  }

  /** Takes out the first handler of pech, and whatever is empty without it. */
  #removeFirstHandler(event: string): void {
    const hooks = this.#object(member(this.#root, 'hooks')!)
    const groups = this.#array(member(hooks, event)!)
    for (const [position, group] of groups.entries.entries()) {
      const handlers = this.#handlers(group)
      const index = handlers?.entries.findIndex((node) => isOfPech(this.#parsed(node))) ?? -1
      if (handlers === null || index === -1) continue
      if (handlers.entries.length > 1) return this.#change(withoutEntry(this.text, handlers, index))
      if (groups.entries.length > 1) return this.#change(withoutEntry(this.text, groups, position))
      if (hooks.entries.length > 1) return this.#change(withoutEntry(this.text, hooks, indexOf(hooks, event)))
      return this.removeMember('hooks')
    }
  }

  #addHandler(event: string, handler: HookHandler): void {
    const group = {hooks: [handler]}
    const hooks = member(this.#root, 'hooks')
    if (hooks === undefined) return this.setMember('hooks', {[event]: [group]})
    const groups = member(this.#object(hooks), event)
    const [container, entry]: [JsonContainer, {key?: string; value: object}] =
      groups === undefined ? [this.#object(hooks), {key: event, value: [group]}] : [this.#array(groups), {value: group}]
    this.#change(withEntry(this.text, container, entry, this.#layout))
  }

  #groups(event: string): readonly JsonNode[] {
    const hooks = member(this.#root, 'hooks')
    const groups = hooks === undefined ? undefined : member(this.#object(hooks), event)
    return groups === undefined ? [] : this.#array(groups).entries
  }

  #handlers(group: JsonNode): Extract<JsonNode, {kind: 'array'}> | null {
    const handlers = member(this.#object(group), 'hooks')
    return handlers === undefined ? null : this.#array(handlers)
  }

  #object(node: JsonNode): JsonObject {
    return asObject(this.text, node)
  }

  #array(node: JsonNode): Extract<JsonNode, {kind: 'array'}> {
    if (node.kind === 'array') return node
    throw new Misshapen(jsonFault(this.text, node.start, 'a list'))
  }

  #parsed(node: JsonNode): unknown {
    return JSON.parse(this.text.slice(node.start, node.end))
  }

  #change(text: string): void {
    this.text = text
    this.#root = rootOf(text)
  }
}

function rootOf(text: string): JsonObject {
  const root = parseJsonText(text)
  if (root.kind === 'fault') throw new Misshapen(root)
  return asObject(text, root)
}

function asObject(text: string, node: JsonNode): JsonObject {
  if (node.kind === 'object') return node
  throw new Misshapen(jsonFault(text, node.start, 'an object'))
}

/** Settings without lists of hooks that hold none, and without a status line that is null. */
function withoutEmpty(settings: Record<string, unknown>): unknown {
  const {hooks, statusLine, ...rest} = settings
  const events = Object.entries(hooks ?? {}).map(([event, groups]): [string, unknown] => [
    event,
    Array.isArray(groups) ? groups.filter((group: {hooks?: unknown} | null) => !isEmptyList(group?.hooks)) : groups,
  ])
  const full = events.filter(([, groups]) => !isEmptyList(groups))
  return {...rest, ...(full.length === 0 ? {} : {hooks: full}), ...(statusLine === null ? {} : {statusLine})}
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

/** The value of a name; of a repeated one the last counts, as in JSON.parse. */
function member(node: JsonObject, key: string): JsonNode | undefined {
  return node.entries.findLast((entry) => entry.key === key)?.value
}

function indexOf(node: JsonObject, key: string): number {
  return node.entries.findLastIndex((entry) => entry.key === key)
}
