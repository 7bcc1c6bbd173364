import {nonEmptyString} from '../../core/log/json-value.ts'
import {BLOCK, FIELD_COUNT} from './response-fields.ts'
import type {Scanner} from './scanner.ts'

/** Kinds of values, as the scanner says them. */
const ABSENT = 0
const TEXT = 1
const COUNT = 2
const OBJECT = 4
const NULL = 5
const FALSE = 6
const TRUE = 7

/** Places of fields and blocks in the scanner's memory, in words; each value takes four of them. */
const FIELDS = 8192 / 4
const BLOCKS = 16384 / 4
const WORDS_PER_BLOCK = 6 * 4

/** Whether a field holds an object that was stepped into. */
export function isObject({words}: Scanner, field: number): boolean {
  return words[FIELDS + 4 * field + 2] === OBJECT
}

/** The count in a field that holds one, or nothing. */
export function count({words}: Scanner, field: number): number {
  const place = FIELDS + 4 * field
  return words[place + 2] === COUNT ? words[place]! : 0
}

/** The text in a field, null when it is empty or no text. */
export function text(scanner: Scanner, field: number): string | null {
  const {words} = scanner
  const place = FIELDS + 4 * field
  const kind = words[place + 2]
  if (kind === TEXT) return words[place] === words[place + 1] ? null : plainText(scanner, place, field)
  return kind === ABSENT || kind === NULL ? null : nonEmptyString(valueAt(scanner, place, field))
}

/** The value of a field, as JSON.parse would give it. */
export function fieldValue(scanner: Scanner, field: number): unknown {
  return valueAt(scanner, FIELDS + 4 * field, field)
}

/** The value of a block's member. */
export function blockValue(scanner: Scanner, block: number, field: number): unknown {
  return valueAt(scanner, placeIn(block, field), field)
}

/** The plain text that is a block's member. */
export function blockText(scanner: Scanner, block: number, field: number): string {
  return plainText(scanner, placeIn(block, field), field)
}

function placeIn(block: number, field: number): number {
  return BLOCKS + block * WORDS_PER_BLOCK + 4 * (field - BLOCK.type)
}

function valueAt(scanner: Scanner, place: number, field: number): unknown {
  const {words, data} = scanner
  switch (words[place + 2]) {
    case ABSENT:
      return undefined
    case TEXT:
      return plainText(scanner, place, field)
    case COUNT:
      return words[place]
    case NULL:
      return null
    case FALSE:
      return false
    case TRUE:
      return true
    default:
      return JSON.parse(data.toString('utf8', words[place], words[place + 1]))
  }
}

/** Texts made last, by field, and the numbers that the scanner gave them: lines that follow each other mostly say the same. */
const texts: string[] = new Array<string>(FIELD_COUNT).fill('')
const numbers: number[] = new Array<number>(FIELD_COUNT).fill(-1)

function plainText({words, data}: Scanner, place: number, field: number): string {
  const number = words[place + 3]!
  if (number > 0 && number === numbers[field]) return texts[field]!
  const made = data.toString('latin1', words[place], words[place + 1])
  if (number > 0) {
    texts[field] = made
    numbers[field] = number
  }
  return made
}
