import {homedir} from 'node:os'
import {join} from 'node:path'
import {contractPrices} from '../core/config/contract-prices.ts'
import type {LoadedConfig} from '../core/config/loaded-config.ts'
import {clockFrom, type Clock} from '../io/clock.ts'
import {describeFile} from '../io/config/describe-file.ts'
import {loadConfig} from '../io/config/load-config.ts'
import {claudeFolders, pechPaths, type Paths, type Surroundings} from '../io/paths.ts'
import {rateCards, type RateCards} from '../io/rate-card/rate-cards.ts'
import {liveInZone, machineZone} from '../io/zone.ts'
import {packageRoot} from './package-root.ts'

/** What the command line and the environment decide about the ports. */
export interface Settings {
  readonly env: Readonly<Record<string, string | undefined>>
  /** `--timezone` or `PECH_TIMEZONE`, an IANA name. */
  readonly timezone: string | undefined
  /** False under `--no-ingest`. */
  readonly ingest: boolean
  readonly quiet: boolean
  /** Answer from the demo logs, with their clock and configuration, without a ledger on disk. */
  readonly demo: boolean
}

/** The adapters behind the ports. Each is made when it is first asked for, so a command pays for what it uses. */
export interface Composition {
  readonly settings: Settings
  readonly surroundings: Surroundings
  readonly clock: Clock
  readonly paths: Paths
  /** Claude Code's configuration folders; their `projects/` hold the logs. */
  readonly claudeFolders: readonly string[]
  /** What `config.yaml` says, defaults where it is silent. */
  readonly config: LoadedConfig
  /** The contract prices of the config, for `createPricer`; null: list prices. */
  readonly contract: ReturnType<typeof contractPrices>
  /** What stands at a path. */
  readonly describeFile: typeof describeFile
  /** The time zone that days begin in, and what decided it. */
  readonly zone: {readonly name: string; readonly origin: string}
  /** The rate card in force, and others on the disk. */
  readonly rateCards: RateCards
}

/** The composition root: the one place where adapters are chosen. */
export function compose(settings: Settings): Composition {
  const surroundings = lazy(() => ({env: settings.env, platform: process.platform, home: homedir()}))
  const clock = lazy(() => clockFrom(settings.demo ? DEMO_NOW : settings.env['PECH_NOW']))
  const paths = lazy(() => pechPaths(settings.demo ? demoSurroundings(surroundings()) : surroundings()))
  const folders = lazy(() => (settings.demo ? [demoFolder('claude')] : claudeFolders(surroundings())))
  const config = lazy(() => loadConfig(settings.demo ? {...paths(), dataFolder: null} : paths()))
  const zone = lazy(() => {
    const found = zoneOf(settings, config)
    liveInZone(found.name)
    return found
  })
  const cards = lazy(() => rateCards(paths()))
  const contract = lazy(() => contractPrices(config().config, config().places, cards().inForce().card))
  return {
    settings,
    get surroundings() {
      return surroundings()
    },
    get clock() {
      return clock()
    },
    get paths() {
      return paths()
    },
    get claudeFolders() {
      return folders()
    },
    get config() {
      return config()
    },
    get contract() {
      return contract()
    },
    describeFile,
    get zone() {
      return zone()
    },
    get rateCards() {
      return cards()
    },
  }
}

/** The flag, else the variable, else the config, else the machine. */
function zoneOf({env, timezone}: Settings, load: () => LoadedConfig): Composition['zone'] {
  if (timezone !== undefined) {
    return {name: timezone, origin: env['PECH_TIMEZONE'] === timezone ? 'PECH_TIMEZONE' : '--timezone'}
  }
  const {config, source, places} = load()
  if (config.timezone === null) {
    return {name: machineZone(env), origin: 'machine'}
  }
  return {name: config.timezone, origin: `${source}:${places.get('timezone')?.key.line ?? 1}`}
}

/** The moment at which the demo logs end. */
const DEMO_NOW = '2026-11-20T17:00:00Z'

function demoFolder(name: string): string {
  return join(packageRoot(), 'fixtures', 'demo', name)
}

function demoSurroundings(surroundings: Surroundings): Surroundings {
  return {...surroundings, env: {PECH_HOME: demoFolder('pech')}}
}

function lazy<Value>(make: () => Value): () => Value {
  let made: {value: Value} | undefined
  return () => (made ??= {value: make()}).value
}
