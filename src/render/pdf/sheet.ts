import {type PDFFont, PDFDocument, type PDFPage, rgb, type RGB, StandardFonts} from 'pdf-lib'
import {visible} from '../visible.ts'

/** A4 in points. */
const WIDTH = 595
const HEIGHT = 842
const MARGIN = 42

/** Width of what is drawn. */
export const INNER = WIDTH - 2 * MARGIN

/** The colours of the dark theme, as in the page's. */
export const COLORS = {
  paper: rgb(0.08, 0.09, 0.1),
  panel: rgb(0.11, 0.125, 0.14),
  ink: rgb(0.906, 0.914, 0.922),
  soft: rgb(0.64, 0.67, 0.7),
  line: rgb(0.19, 0.21, 0.235),
  over: rgb(0.933, 0.54, 0.29),
  near: rgb(0.878, 0.647, 0.17),
  fine: rgb(0.247, 0.682, 0.525),
  models: [
    rgb(0.29, 0.58, 0.82),
    rgb(0.85, 0.46, 0.23),
    rgb(0.25, 0.68, 0.53),
    rgb(0.6, 0.47, 0.84),
    rgb(0.81, 0.36, 0.6),
    rgb(0.66, 0.58, 0.2),
  ],
  days: [
    rgb(0.149, 0.169, 0.192),
    rgb(0.114, 0.247, 0.361),
    rgb(0.173, 0.404, 0.596),
    rgb(0.29, 0.584, 0.82),
    rgb(0.624, 0.816, 0.961),
  ],
  other: rgb(0.55, 0.6, 0.65),
} as const

/** How a text is set. */
export interface TextStyle {
  readonly size?: number
  readonly color?: RGB
  readonly bold?: boolean
  readonly align?: 'left' | 'right'
  /** Cut to this width, points. */
  readonly width?: number
}

/** Distance from the left, and down from the present place. */
export type Point = readonly [x: number, below: number]

/** Pages that are filled from above; all text is text. */
export class Sheet {
  readonly #document: PDFDocument
  readonly #plain: PDFFont
  readonly #bold: PDFFont
  #page: PDFPage
  /** Distance from the top, points. */
  y = MARGIN

  private constructor(document: PDFDocument, plain: PDFFont, bold: PDFFont) {
    this.#document = document
    this.#plain = plain
    this.#bold = bold
    this.#page = this.#newPage()
  }

  static async create(title: string, madeAtMs: number): Promise<Sheet> {
    const document = await PDFDocument.create()
    const made = new Date(madeAtMs)
    document.setTitle(visible(title))
    document.setProducer('pech')
    document.setCreationDate(made)
    document.setModificationDate(made)
    document.setLanguage('en')
    const [plain, bold] = [StandardFonts.Helvetica, StandardFonts.HelveticaBold]
    return new Sheet(document, await document.embedFont(plain), await document.embedFont(bold))
  }

  /** Goes on to another page unless so much is left on this one. @returns Whether it did. */
  need(height: number): boolean {
    if (this.y + height <= HEIGHT - MARGIN) return false
    this.#page = this.#newPage()
    this.y = MARGIN
    return true
  }

  /** A line of text whose top is `below` the present place. */
  text(words: string, x: number, below: number, style: TextStyle = {}): void {
    const {size = 10, color = COLORS.ink, bold = false, align = 'left', width} = style
    const font = bold ? this.#bold : this.#plain
    const shown = fitted(drawable(words), font, size, width ?? INNER - x)
    const left = align === 'right' ? x + (width ?? 0) - font.widthOfTextAtSize(shown, size) : x
    this.#page.drawText(shown, {x: MARGIN + left, y: HEIGHT - this.y - below - size, size, font, color})
  }

  /** A small line below all else on the present page. */
  foot(words: string): void {
    this.text(words, 0, HEIGHT - MARGIN + 10 - this.y, {size: 8, color: COLORS.soft})
  }

  /** Whether words fit on a line of the page. */
  fits(words: string, size: number): boolean {
    return this.#plain.widthOfTextAtSize(drawable(words), size) <= INNER
  }

  box(x: number, below: number, width: number, height: number, color: RGB): void {
    this.#page.drawRectangle({x: MARGIN + x, y: HEIGHT - this.y - below - height, width, height, color})
  }

  /** A closed shape; points are a distance from the left and one from the present place. */
  shape(points: readonly Point[], color: RGB, opacity: number): void {
    this.#page.drawSvgPath(`${pathOf(points)}Z`, {x: MARGIN, y: HEIGHT - this.y, color, opacity})
  }

  /** A line through points. */
  stroke(points: readonly Point[], color: RGB, dash: number[] = []): void {
    const place = {x: MARGIN, y: HEIGHT - this.y}
    this.#page.drawSvgPath(pathOf(points), {...place, borderColor: color, borderWidth: 1.5, borderDashArray: dash})
  }

  save(): Promise<Uint8Array> {
    return this.#document.save()
  }

  #newPage(): PDFPage {
    const page = this.#document.addPage([WIDTH, HEIGHT])
    page.drawRectangle({x: 0, y: 0, width: WIDTH, height: HEIGHT, color: COLORS.paper})
    return page
  }
}

function pathOf(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(2)},${y.toFixed(2)}`).join(' ')
}

/** The letters that the fonts of every PDF reader have; others are shown as `?`. */
function drawable(words: string): string {
  return visible(words)
    .replaceAll('…', '...')
    .replace(/[^\x20-\x7e\u00a1-\u00ac\u00ae-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u20ac]/gu, '?')
}

function fitted(words: string, font: PDFFont, size: number, width: number): string {
  if (font.widthOfTextAtSize(words, size) <= width) return words
  let length = words.length
  while (length > 1 && font.widthOfTextAtSize(`${words.slice(0, length)}...`, size) > width) length--
  return `${words.slice(0, length)}...`
}
