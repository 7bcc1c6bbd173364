import {appendFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import type {World} from './log-world.ts'

/** A folder of logs that fills up piece by piece. */
export class GrowingFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'pech-world-'))
  readonly #written = new Map<string, number>()

  /** Writes a whole world. */
  writeAll(world: World): this {
    for (const [path, text] of world) this.write(path, Buffer.from(text))
    return this
  }

  write(path: string, bytes: Buffer): void {
    const file = join(this.path, path)
    mkdirSync(dirname(file), {recursive: true})
    writeFileSync(file, bytes)
    this.#written.set(path, bytes.length)
  }

  /** A file of nothing that takes no space on the disk. */
  writeHole(path: string, bytes: number): void {
    this.write(path, Buffer.alloc(0))
    truncateSync(join(this.path, path), bytes)
  }

  /** Lets a file grow to a part of its content: 0 to 1. A description is written whole. */
  growTo(path: string, content: Buffer, part: number): void {
    const written = this.#written.get(path)
    const length = path.endsWith('.json') ? content.length : Math.floor(content.length * part)
    if (written === undefined) this.write(path, content.subarray(0, length))
    else if (length > written) {
      appendFileSync(join(this.path, path), content.subarray(written, length))
      this.#written.set(path, length)
    }
  }

  remove(): void {
    rmSync(this.path, {recursive: true, force: true})
  }
}
