// Does what the action asks of `pech diff` and `pech snapshot`, from files only.
import {readFileSync, writeFileSync} from 'node:fs'
import {parseArgs} from 'node:util'
import {worlds} from '../../fixtures/snapshots/make-cells.ts'
import {snapshotOf} from '../../fixtures/snapshots/make-snapshots.ts'
import {compareSides} from '../../src/core/diff/compare-sides.ts'
import {gateExitCode, judgeDiff} from '../../src/core/diff/judge-diff.ts'
import {isSnapshotFault, parseSnapshot} from '../../src/core/snapshot/parse-snapshot.ts'
import type {SpendSide} from '../../src/core/snapshot/spend-side.ts'
import {diffAnnotations} from '../../src/render/diff-annotations.ts'
import {diffJson} from '../../src/render/diff-json.ts'
import {diffMarkdown} from '../../src/render/diff-markdown.ts'
import {snapshotJson} from '../../src/render/snapshot-json.ts'
import {errorAsJson} from '../../src/render/trouble.ts'

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    json: {type: 'boolean'},
    format: {type: 'string'},
    output: {type: 'string'},
    all: {type: 'boolean'},
    since: {type: 'string'},
    by: {type: 'string'},
    'alert-on-pct': {type: 'string'},
    'alert-on-usd': {type: 'string'},
    'alert-on-class': {type: 'string'},
    'min-usd': {type: 'string'},
    'comment-key': {type: 'string'},
  },
})

const [verb, base, current] = positionals
if (verb === 'snapshot') write(snapshotJson(snapshotOf(worlds['base']!)))
else diff(read(base), read(current))

function diff(before: SpendSide | null, after: SpendSide | null): void {
  if (before === null || after === null) {
    write(errorAsJson({code: 'SNAPSHOT_UNREADABLE', message: 'no snapshot', hint: undefined}))
    process.stderr.write('::error::no snapshot\n')
    process.exitCode = 1
    return
  }
  const comparison = compareSides(before, after, values.by === 'skill' ? ['skill'] : ['model', 'branch'])
  const pct = values['alert-on-pct']
  const gate = judgeDiff(comparison, {
    pct: pct === undefined ? null : Number(pct),
    picodollars: null,
    classes: [],
    perRow: values.by !== undefined,
    minPicodollars: BigInt(values['min-usd'] ?? '0') * 1_000_000_000_000n,
  })
  const report = {generatedAtMs: 0, problems: [], comparison, gate}
  if (values.json) write(diffJson(report))
  else write(values.format === 'github' ? diffAnnotations(report) : diffMarkdown(report, values['comment-key']))
  process.exitCode = gateExitCode(gate)
}

function read(file = ''): SpendSide | null {
  const side = parseSnapshot(readFileSync(file, 'utf8'))
  return isSnapshotFault(side) ? null : side
}

function write(text: string): void {
  if (values.output === undefined) process.stdout.write(text)
  else writeFileSync(values.output, text)
}
