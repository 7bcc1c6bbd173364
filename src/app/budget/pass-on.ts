import type {Gate} from '../ports/gate.ts'

/** Reports the thresholds that were passed, and passes on what was recorded. */
export function passOn(gate: Pick<Gate, 'settle' | 'mirror' | 'deliver'>): void {
  gate.settle()
  gate.mirror()
  gate.deliver(false)
}
