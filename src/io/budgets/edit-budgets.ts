import {chmodSync, existsSync, readFileSync} from 'node:fs'
import {dirname} from 'node:path'
import type {Document, YAMLMap, YAMLSeq} from 'yaml'
import {parseBudgets} from '../../core/budget/parse-budgets.ts'
import {PechError} from '../../core/problem.ts'
import {loadYaml} from '../config/load-yaml.ts'
import {readYaml} from '../config/read-yaml.ts'
import {makeFolder} from '../make-folder.ts'
import {writeAtomically} from '../write-atomically.ts'
import {budgetsPath} from './budgets-file.ts'

/** A budget as it is to stand in the file. */
export type BudgetFields = Readonly<Record<string, unknown>> & {readonly name: string}

/**
 * Writes a budget into the file: a new one at the end, one that is there in its place. Comments and all else stay.
 *
 * @throws PechError when the file is not understood, or the result would not be.
 */
export function setBudget(path: string, fields: BudgetFields): void {
  edit(path, (list, create) => {
    const at = indexOf(list, fields.name)
    if (at < 0) {
      list.add(create(fields))
      return
    }
    const found = list.get(at)
    const map: {set(key: string, value: unknown): void} | null = isMap(found) ? found : null
    for (const [key, value] of Object.entries(fields)) map?.set(key, create(value))
  })
}

/** Removes a budget from the file. @returns Whether there was one of that name. */
export function removeBudget(path: string, name: string): boolean {
  let isFound = false
  edit(path, (list) => {
    const at = indexOf(list, name)
    isFound = at >= 0
    if (isFound) list.delete(at)
  })
  return isFound
}

type Edit = (list: YAMLSeq, create: (value: unknown) => unknown) => void

function edit(path: string, change: Edit): void {
  const file = budgetsPath(path)
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const {parseDocument, isSeq, YAMLSeq} = loadYaml()
  const document = parseDocument(text === '' ? 'version: 1\nbudgets: []\n' : text)
  const [error] = document.errors
  if (error !== undefined) {
    throw new PechError(
      'BUDGETS_INVALID',
      `${file} is no YAML: ${error.message.split('\n')[0]}`,
      'correct it by hand first',
    )
  }
  let list: unknown = document.get('budgets')
  if (list === undefined || list === null) {
    document.set('budgets', new YAMLSeq())
    list = document.get('budgets')
  }
  if (!isSeq(list)) {
    throw new PechError('BUDGETS_INVALID', `${file} has budgets that are no list`, 'correct it by hand first')
  }
  list.flow = false
  change(list, (value) => document.createNode(value))
  const written = file.endsWith('.json') ? jsonText(document.toJS(), text) : yamlText(document, text)
  const {findings} = parseBudgets(readYaml(written))
  const before = parseBudgets(readYaml(text)).findings.length
  if (findings.length > before) {
    const bad = findings.at(-1)
    const field = bad?.where.replace(/^budgets\[\d+\]\.?/, '') ?? ''
    throw new PechError(
      'BUDGET_INVALID',
      `this is no budget: ${field === '' ? '' : `${field}: `}expected ${String(bad?.facts['expected'] ?? bad?.code)}`,
      'see `pech budget set --help`',
    )
  }
  makeFolder(dirname(file))
  const isNew = !existsSync(file)
  writeAtomically(file, written)
  if (isNew) chmodSync(file, 0o600)
}

/** YAML with the habits of the text before: what was not edited stays as it was. */
function yamlText(document: Document, before: string): string {
  return document.toString({lineWidth: 0, flowCollectionPadding: !/[{[][^\s{}[\]]/.test(before)})
}

/** A file that other programs read as JSON stays JSON, as far indented as before. */
function jsonText(value: unknown, before: string): string {
  return `${JSON.stringify(value, null, /^[ \t]+/m.exec(before)?.[0] ?? 2)}\n`
}

function indexOf(list: YAMLSeq, name: string): number {
  const parsed: unknown = list.toJSON()
  if (!Array.isArray(parsed)) return -1
  const alone = parsed.map((item: unknown) => {
    const {budgets} = parseBudgets({value: {budgets: [item]}, places: new Map(), findings: []})
    return budgets.rules[0]?.name
  })
  return alone.indexOf(name)
}

function isMap(value: unknown): value is YAMLMap {
  return typeof value === 'object' && value !== null && loadYaml().isMap(value)
}
