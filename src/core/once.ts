/**
 * Puts off what may never be asked for.
 *
 * @param make - Called when the value is first asked for; should it throw, it is called again the next time.
 * @returns Gives what was made then, each time.
 */
export function once<Value>(make: () => Value): () => Value {
  let made: {readonly value: Value} | null = null
  return () => (made ??= {value: make()}).value
}
