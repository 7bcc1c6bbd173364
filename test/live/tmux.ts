import {spawnSync} from 'node:child_process'
import {launcher} from '../run-pech.ts'

/** Whether tmux is installed. */
export const hasTmux = spawnSync('tmux', ['-V']).status === 0

/** A terminal of a given size in which pech runs. */
export class Terminal {
  readonly #socket: string

  constructor(
    name: string,
    args: readonly string[],
    size: {columns: number; rows: number},
    env: Readonly<Record<string, string>>,
  ) {
    this.#socket = `pech-test-${process.pid}-${name}`
    const variables = Object.entries(env).map(([key, value]) => `${key}='${value}'`)
    const command = `env -u CI ${variables.join(' ')} '${process.execPath}' '${launcher}' ${args.join(' ')}; echo "exit $?"; sleep 60`
    const {columns, rows} = size
    this.#tmux('-f', '/dev/null', 'new-session', '-d', '-x', String(columns), '-y', String(rows), command)
    this.#tmux('set-option', '-g', 'window-size', 'manual')
  }

  /** What stands on the screen. */
  screen(): string {
    return this.#tmux('capture-pane', '-p', '-t', '0')
  }

  press(...keys: string[]): void {
    this.#tmux('send-keys', '-t', '0', ...keys)
  }

  resize(columns: number, rows: number): void {
    this.#tmux('resize-window', '-t', '0', '-x', String(columns), '-y', String(rows))
  }

  /** The screen, once it shows a text. */
  async until(text: string | RegExp): Promise<string> {
    for (const startMs = Date.now(); Date.now() - startMs < 15_000;) {
      const screen = this.screen()
      if (typeof text === 'string' ? screen.includes(text) : text.test(screen)) return screen
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`${text} did not come; the screen shows:\n${this.screen()}`)
  }

  end(): void {
    this.#tmux('kill-server')
  }

  #tmux(...args: string[]): string {
    return spawnSync('tmux', ['-L', this.#socket, ...args], {
      encoding: 'utf8',
      env: {...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8'},
    }).stdout
  }
}
