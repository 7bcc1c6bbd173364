import {Flags} from '@oclif/core'
import {narrateFlag} from './narrate-flag.ts'
import {webhookFlag} from './webhook.ts'
import {windowsFlag} from './windows-flag.ts'

/** The flags of `pech report` beside period, filters and format. */
export const reportFlags = {
  top: Flags.integer({description: 'Show the first N rows.', helpValue: 'N', min: 1}),
  last: Flags.integer({
    description: 'List the last N calls, one row each.',
    helpValue: 'N',
    min: 1,
    exclusive: ['by'],
  }),
  sort: Flags.option({
    options: ['usd', 'calls', 'tokens', 'key'] as const,
    description: 'Order of the rows. By default usd; for a whole list by time, key.',
  })(),
  windows: windowsFlag,
  demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.'}),
  narrate: narrateFlag,
  webhook: webhookFlag,
}
