import {familyOf} from '../family-of.ts'
import {newestOfFamily} from '../newest-of-family.ts'
import type {CardModel, CardRow, RateCard} from '../rate-card.ts'
import type {UpdatePlan} from './update-plan.ts'

/** What is said of the table on the card. */
export interface UpdateSource {
  /** Its code, which the new rows carry. */
  readonly code: string
  /** What it is and where it came from. */
  readonly description: string
}

/**
 * The card with the rows of a plan. Rows that are replaced end on the first day of the new ones, so the past keeps its
 * price; nothing is removed. A new model takes its premium for US-only inference from the newest model of its family.
 *
 * @param card - The card that was compared.
 * @param plan - From `planUpdate`; without rows and ends the card comes back as it is.
 */
export function applyUpdate(card: RateCard, plan: Pick<UpdatePlan, 'rows' | 'ends'>, source: UpdateSource): RateCard {
  if (plan.rows.length === 0 && plan.ends.length === 0) return card
  const ends = endDays(plan)
  const emit = (row: CardRow): CardRow[] => {
    const to = ends.get(row)
    const own = to === undefined ? row : {...row, to, toMs: Date.parse(`${to}T00:00:00Z`)}
    return [own, ...plan.rows.filter(({replaces}) => replaces === row).flatMap((planned) => emit(planned.row))]
  }
  const models = new Map([...card.models].map(([id, model]) => [id, {...model, rows: model.rows.flatMap(emit)}]))
  for (const planned of plan.rows) {
    if (planned.replaces !== null) continue
    const {model: id, row, released} = planned
    const known = models.get(id) ?? {...newModel(id, released ?? row.from, card), rows: []}
    models.set(id, {...known, rows: [...known.rows, ...emit(row)]})
  }
  return {...card, models, sources: new Map([...card.sources, [source.code, source.description]])}
}

/** The day on which each row ends that is ended or replaced: the first of several. */
function endDays({rows, ends}: Pick<UpdatePlan, 'rows' | 'ends'>): Map<CardRow, string> {
  const days = new Map(ends.map(({row, to}) => [row, to]))
  for (const {replaces, row} of rows) {
    if (replaces === null) continue
    const from = String(row.from)
    const known = days.get(replaces) ?? from
    days.set(replaces, known < from ? known : from)
  }
  return days
}

function newModel(id: string, released: string | null, card: RateCard): Omit<CardModel, 'rows'> {
  const family = familyOf(id, card)
  const geoUs = family !== null && newestOfFamily(family, card)?.geoUs === true
  return {id, display: id, family, released, geoUs}
}
