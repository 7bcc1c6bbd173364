// Ends the job as the comparison says: 2 when a limit is exceeded, 1 when it could not be judged.
import {input} from './workflow.mjs'

const exitCode = Number(input('EXIT_CODE') || '0')
process.exitCode = input('FAIL') === 'false' ? 0 : exitCode
