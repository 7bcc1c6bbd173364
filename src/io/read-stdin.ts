import {closeSync, constants, fstatSync, openSync, readFileSync, readSync} from 'node:fs'

/** How long to wait for what, milliseconds. */
export interface StdinPatience {
  readonly firstByteMs: number
  readonly allMs: number
}

/** More than this is no hook's JSON. */
const MOST_BYTES = 64 * 1024 * 1024

const PAUSE_MS = 2
const STDIN = 0

/**
 * Reads standard input to its end, or to the end of one JSON object, and never for longer than it may take: a writer that
 * keeps it open must not hang the caller.
 *
 * @returns null for a terminal, for nothing at all, and when the first byte does not come in time.
 */
export function readStdin(patience: StdinPatience): Promise<string | null> {
  let kind: 'file' | 'pipe' | 'other' | 'terminal'
  try {
    const stat = fstatSync(STDIN)
    const isDevice = stat.isCharacterDevice()
    kind = stat.isFile() ? 'file' : stat.isFIFO() ? 'pipe' : isDevice ? 'terminal' : 'other'
  } catch {
    return Promise.resolve(null) // closed by whoever started us
  }
  if (kind === 'terminal') return Promise.resolve(null)
  if (kind === 'file') return Promise.resolve(orNull(readFileSync(STDIN, 'utf8')))
  const pipe = kind === 'pipe' ? openWithoutWaiting() : socketWithoutWaiting()
  return pipe === null ? readSocket(patience) : Promise.resolve(readPipe(pipe, patience))
}

/**
 * Standard input as a socket, which is what Node makes of a child's, put into the mode in which reading does not wait. Node
 * itself does so when it opens a stream on it, but loading its streams costs a hook more than all its other work; so the
 * handle beneath is asked, where there is one, and streams are only the way when that fails.
 */
function socketWithoutWaiting(): number | null {
  if (process.platform === 'win32') return null
  try {
    const binding: unknown = Reflect.get(process, 'binding')
    if (typeof binding !== 'function') return null
    const {Pipe, constants}: PipeWrap = Reflect.apply(binding, process, ['pipe_wrap'])
    return new Pipe(constants.SOCKET).open(STDIN) === 0 ? STDIN : null
  } catch {
    return null
  }
}

interface PipeWrap {
  readonly Pipe: new (kind: number) => {open(file: number): number}
  readonly constants: {readonly SOCKET: number}
}

/** The same pipe once more, so that reading it does not wait; null where the system has no such thing. */
function openWithoutWaiting(): number | null {
  try {
    return openSync('/proc/self/fd/0', constants.O_RDONLY | constants.O_NONBLOCK)
  } catch {
    return null
  }
}

function readPipe(file: number, {firstByteMs, allMs}: StdinPatience): string | null {
  const collected = new Collector()
  const startMs = now()
  const buffer = Buffer.allocUnsafe(65_536)
  try {
    while (!collected.isWhole()) {
      const count = readNow(file, buffer)
      if (count === 0) break
      if (count > 0) collected.add(buffer.subarray(0, count))
      else if (now() - startMs > (collected.isEmpty ? firstByteMs : allMs)) break
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
    }
  } finally {
    if (file !== STDIN) closeSync(file)
  }
  return collected.text()
}

/** Bytes read; 0 at the end, −1 when there are none yet. */
function readNow(file: number, buffer: Buffer): number {
  try {
    return readSync(file, buffer)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return -1
    throw error
  }
}

/** Sockets (what Node itself makes of a child's stdin) and the pipes of Windows. */
function readSocket({firstByteMs, allMs}: StdinPatience): Promise<string | null> {
  const {Socket} = process.getBuiltinModule('node:net')
  return new Promise((resolve) => {
    const collected = new Collector()
    const socket = new Socket({fd: STDIN, readable: true, writable: false})
    const finish = (): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(collected.text())
    }
    let timer = setTimeout(finish, firstByteMs)
    socket.on('data', (chunk: Buffer) => {
      if (collected.isEmpty) {
        clearTimeout(timer)
        timer = setTimeout(finish, allMs)
      }
      collected.add(chunk)
      if (collected.isWhole()) finish()
    })
    socket.on('end', finish)
    socket.on('error', finish)
  })
}

class Collector {
  readonly #chunks: Buffer[] = []
  #bytes = 0

  get isEmpty(): boolean {
    return this.#bytes === 0
  }

  add(chunk: Buffer): void {
    this.#chunks.push(Buffer.from(chunk))
    this.#bytes += chunk.length
  }

  /** Whether a JSON object has come to its end, or more has come than any has. */
  isWhole(): boolean {
    if (this.#bytes > MOST_BYTES) return true
    const end = this.#chunks.at(-1)?.toString('utf8').trimEnd()
    if (end === undefined || !end.endsWith('}')) return false
    try {
      JSON.parse(Buffer.concat(this.#chunks).toString('utf8'))
      return true
    } catch {
      return false
    }
  }

  text(): string | null {
    return this.#bytes === 0 || this.#bytes > MOST_BYTES ? null : Buffer.concat(this.#chunks).toString('utf8')
  }
}

/** Milliseconds of a clock that never goes back; the global `performance` costs a hook a millisecond to load. */
function now(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}
