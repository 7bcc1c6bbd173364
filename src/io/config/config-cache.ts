import {mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Config} from '../../core/config/config.ts'
import type {FieldPlace} from '../../core/config/settings-document.ts'
import type {SettingsFinding} from '../../core/config/settings-finding.ts'

/** To be raised with every change of what a config file is understood as; a test holds the two together. */
export const CACHE_FORMAT = 1

/** A config file as it was understood. */
export interface CachedConfig {
  readonly config: Config
  readonly findings: readonly SettingsFinding[]
  readonly places: readonly (readonly [string, FieldPlace])[]
}

interface CacheFile extends CachedConfig {
  readonly format: number
  readonly runtime: string
  readonly text: string
}

/**
 * Keeps the last config file as it was understood, so that hooks need not read YAML. It only ever saves time: whatever
 * goes wrong with it, the file itself is read.
 */
export class ConfigCache {
  readonly #folder: string
  readonly #name: string

  /**
   * @param dataFolder - Where the ledger is; when it is not there, nothing is kept.
   * @param fingerprint - Of the content; names the file.
   */
  constructor(dataFolder: string, fingerprint: string) {
    this.#folder = join(dataFolder, 'cache')
    this.#name = `config-${fingerprint}.json`
  }

  /** What is kept of exactly this text, by this version of pech and of Node (which brings the time zones). */
  get(text: string): CachedConfig | null {
    try {
      const file: CacheFile = JSON.parse(readFileSync(join(this.#folder, this.#name), 'utf8'))
      return file.format === CACHE_FORMAT && file.runtime === process.version && file.text === text ? file : null
    } catch {
      return null // none yet, or damaged
    }
  }

  /** Keeps one, and forgets those of earlier contents. */
  set(text: string, cached: CachedConfig): void {
    const file: CacheFile = {format: CACHE_FORMAT, runtime: process.version, text, ...cached}
    const temporary = join(this.#folder, `${this.#name}.${process.pid}-${process.hrtime.bigint().toString(36)}.tmp`)
    try {
      makeFolder(this.#folder)
      writeFileSync(temporary, JSON.stringify(file), {flag: 'wx', mode: 0o600})
      renameSync(temporary, join(this.#folder, this.#name))
      this.#forgetOthers()
    } catch {
      removeIfPossible(temporary) // a full disk or a folder that is read only: no cache
    }
  }

  #forgetOthers(): void {
    for (const name of readdirSync(this.#folder)) {
      if (/^config-[0-9a-z]+\.json$/.test(name) && name !== this.#name) rmSync(join(this.#folder, name), {force: true})
    }
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, {mode: 0o700})
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

function removeIfPossible(file: string): void {
  try {
    rmSync(file, {force: true})
  } catch {
    // It was not made, or the folder takes nothing away either.
  }
}
