/** What of the platform's WebAssembly is used: Node's types leave it out. */
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object
  readonly Instance: new (module: object) => {readonly exports: ScannerExports}
}

/** What `assembly/scanner.ts` exports. */
interface ScannerExports {
  readonly memory: {readonly buffer: ArrayBuffer}
  nextLine(from: number, to: number, wantsLinks: number, agentIdsInEnvelope: number): number
  inspectPiece(from: number, to: number, isFirst: number): void
  isWanted(wantsLinks: number, agentIdsInEnvelope: number): number
  holdsUsage(): number
  readResponse(from: number, to: number): number
  hashBytes(from: number, to: number): number
}
