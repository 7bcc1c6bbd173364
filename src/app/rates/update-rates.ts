import type {Answer} from '../../core/answer.ts'
import {EXIT} from '../../core/exit.ts'
import {PechError} from '../../core/problem.ts'
import type {RateCardInForce} from '../../core/rates/card-in-force.ts'
import {parseRateCard} from '../../core/rates/parse-rate-card.ts'
import type {RateCard} from '../../core/rates/rate-card.ts'
import {adoptCard} from '../../core/rates/update/adopt-card.ts'
import {applyUpdate} from '../../core/rates/update/apply-update.ts'
import {cardAsJson} from '../../core/rates/update/card-as-json.ts'
import {type CardDifference, diffCards} from '../../core/rates/update/diff-cards.ts'
import {isDay} from '../../core/rates/update/is-day.ts'
import {planUpdate} from '../../core/rates/update/plan-update.ts'
import type {PriceFormat} from '../../core/rates/update/price-source.ts'
import type {RatesUpdated, UpdateRefusal} from '../../core/rates/update/rates-updated.ts'
import {isSuspicious, type UpdatePlan} from '../../core/rates/update/update-plan.ts'
import {readPrices} from './read-prices.ts'
import type {RatesUpdatePorts} from './update-ports.ts'

/** What is wanted. */
export interface UpdateWanted {
  /** A file, or an https address. */
  readonly from: string
  /** First day of changes for which the table states none. */
  readonly effective: string | undefined
  /** The day on which somebody compared the prices with the vendor's own. */
  readonly verified: string | undefined
  readonly yes: boolean
  readonly dryRun: boolean
}

/**
 * Brings the user's card up to date with a price table: all of it, or nothing. Changes of more than 20 % need a person's
 * word; a change without a first day needs one; the past keeps its prices. The second time nothing changes.
 *
 * @throws PechError when the table or the card cannot be read, or a day is none.
 */
export async function updateRates(ports: RatesUpdatePorts, wanted: UpdateWanted): Promise<Answer<RatesUpdated>> {
  const nowMs = ports.clock()
  const effective = dayOf('--effective', wanted.effective)
  const verified = dayOf('--verified', wanted.verified)
  const {source, card: own} = readPrices(await ports.priceSources.read(wanted.from))
  const inForce = ports.rateCards.inForce()
  refuseBroken(inForce)
  const {card} = inForce
  const code = `${source.format}-${new Date(nowMs).toISOString().slice(0, 10)}`
  const plan = planUpdate(card, source, {nowMs, effective, sourceCode: code})
  const updated = applyUpdate(card, plan, {code, description: `${source.format} prices from ${wanted.from}`})
  const adopted = own === null ? updated : adoptCard(updated, own)
  const next = verified === null ? adopted : {...adopted, verifiedAt: verified}
  const differences = diffCards(card, next)
  const proposals = plan.proposals.map((proposal) => {
    const isKnown = (card.models.get(proposal.model)?.rows.length ?? 0) > 0
    return {...proposal, suspicious: isSuspicious(proposal, isKnown)}
  })
  const isSuspect = proposals.some(({suspicious}) => suspicious) || modifiersJump(differences)
  const refusal = refusalOf(plan)
  const isUnchanged = proposals.length === 0 && differences.length === 0 && next.verifiedAt === card.verifiedAt
  const report = {
    command: 'update',
    generatedAtMs: nowMs,
    source: {from: wanted.from, format: source.format},
    proposals,
    differences,
    plan,
    skipped: source.skipped,
    file: ports.cardFile.path,
    problems: [],
  } as const
  if (isUnchanged) return {report: {...report, state: 'unchanged', refusal: null}}
  if (wanted.dryRun) return {report: {...report, state: 'planned', refusal}}
  if (refusal !== null) return refused(report, refusal)
  judge(next, ports)
  const question = `${differences.length} changes, some of more than 20 %. Write them to ${ports.cardFile.path}?`
  if (isSuspect && !wanted.yes && (await ports.confirm(question)) !== true) return refused(report, 'suspicious')
  write(ports, inForce, next, {at: nowMs, from: wanted.from, format: source.format, effective, differences})
  return {report: {...report, state: 'applied', refusal: null}}
}

function refused(report: Omit<RatesUpdated, 'state' | 'refusal'>, refusal: UpdateRefusal): Answer<RatesUpdated> {
  return {report: {...report, state: 'refused', refusal}, exitCode: EXIT.couldNot}
}

function refusalOf({undated, tooEarly}: UpdatePlan): UpdateRefusal | null {
  if (undated.length > 0) return 'undated'
  return tooEarly.length > 0 ? 'too-early' : null
}

function modifiersJump(differences: readonly CardDifference[]): boolean {
  return differences.some(({model, pct}) => model === null && isSuspicious({pct}, true))
}

function dayOf(flag: string, text: string | undefined): string | null {
  if (text === undefined) return null
  if (isDay(text)) return text
  throw new PechError('USAGE', `${flag} ${text} is no day`, 'write it like 2026-10-07')
}

function refuseBroken({problems}: RateCardInForce): void {
  const broken = problems.find(({code}) => code === 'RATE_CARD_INVALID')
  if (broken === undefined) return
  const hint = `correct or remove it first; 'pech rates check' says what is wrong`
  throw new PechError('RATE_CARD_INVALID', `${broken.file} cannot be used, so nothing is written over it`, hint)
}

/** The card that would be written must be one that pech reads. */
function judge(card: RateCard, ports: RatesUpdatePorts): void {
  const error = parseRateCard(cardAsJson(card)).findings.find(({severity}) => severity === 'error')
  if (error === undefined) return
  const facts = Object.values(error.facts).join(' ')
  throw new PechError(
    'RATE_CARD_INVALID',
    `with these prices ${ports.cardFile.path} would not be sound: ${error.code} at ${error.where} ${facts}`.trimEnd(),
    'nothing was written; correct the table',
  )
}

function write(
  ports: RatesUpdatePorts,
  {fingerprint}: RateCardInForce,
  card: RateCard,
  facts: {
    at: number
    from: string
    format: PriceFormat
    effective: string | null
    differences: readonly CardDifference[]
  },
): void {
  ports.cardFile.replace(cardAsJson(card, notesOf(ports)), {
    schema: 'pech/rate-card-history@1',
    at: new Date(facts.at).toISOString(),
    source: facts.from,
    format: facts.format,
    effective: facts.effective,
    before: fingerprint,
    differences: facts.differences,
  })
}

function notesOf({rateCards}: RatesUpdatePorts): string[] {
  const content = rateCards.contentInForce()
  const json = content.kind === 'read' ? content.json : null
  const notes = typeof json === 'object' && json !== null && 'notes' in json ? json.notes : []
  return Array.isArray(notes) ? notes.filter((note) => typeof note === 'string') : []
}
