import {spawnSync} from 'node:child_process'
import {launcher} from '../run-pech.ts'

/** Whether tmux is installed. */
export const hasTmux = spawnSync('tmux', ['-V']).status === 0

/** A terminal of a given size in which pech runs. */
export class Terminal {
  readonly #name: string

  constructor(
    name: string,
    args: readonly string[],
    size: {columns: number; rows: number},
    env: Readonly<Record<string, string>>,
  ) {
    this.#name = name
    const variables = Object.entries(env).map(([key, value]) => `${key}='${value}'`)
    const command = `env -u CI ${variables.join(' ')} '${process.execPath}' '${launcher}' ${args.join(' ')}; echo "exit $?"; sleep 60`
    const {columns, rows} = size
    const place = ['-x', String(columns), '-y', String(rows)]
    tmux(name, '-f', '/dev/null', 'new-session', '-d', ...place, command)
  }

  /** What stands on the screen. */
  screen(): string {
    return tmux(this.#name, 'capture-pane', '-p')
  }

  press(...keys: string[]): void {
    tmux(this.#name, 'send-keys', ...keys)
  }

  resize(columns: number, rows: number): void {
    tmux(this.#name, 'resize-window', '-x', String(columns), '-y', String(rows))
  }

  /** The screen, once it shows a text. */
  until(text: string | RegExp): Promise<string> {
    return this.#look(text, 1)
  }

  /** The screen, once it shows a text and has stopped to change. */
  untilStill(text: string | RegExp): Promise<string> {
    return this.#look(text, 4)
  }

  end(): void {
    tmux(this.#name, 'kill-server')
  }

  /** @param times - How often in a row the screen must be the same. */
  async #look(text: string | RegExp, times: number): Promise<string> {
    let [last, same] = ['', 0]
    for (const startMs = Date.now(); Date.now() - startMs < 20_000;) {
      const screen = this.screen()
      const shows = typeof text === 'string' ? screen.includes(text) : text.test(screen)
      same = !shows ? 0 : screen === last ? same + 1 : 1
      last = screen
      if (same >= times) return screen
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
    throw new Error(`${text} did not come; the screen shows:\n${last}`)
  }
}

/** Every terminal has a server of its own: one that is just ending takes no new terminal. */
function tmux(name: string, ...args: string[]): string {
  return spawnSync('tmux', ['-L', `pech-test-${process.pid}-${name}`, ...args], {
    encoding: 'utf8',
    env: {...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8'},
  }).stdout
}
