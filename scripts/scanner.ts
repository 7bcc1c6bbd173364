/** Compiles `assembly/scanner.ts` into a module of the program: `npm run scanner`, after every change there. */
import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {dataSection} from './scanner-tables.ts'

const COMPILER = 'assemblyscript@0.28.20'
// less inlining than -O3: as quick, and half the work for those who compile it
const OPTIONS = ['--runtime', 'stub', '-O2', '--converge', '--noAssert', '--enable', 'simd', '--initialMemory', '6']

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'pech-scanner-'))
try {
  const output = join(folder, 'scanner.wasm')
  const options = ['assembly/scanner.ts', ...OPTIONS, '-o', output]
  execFileSync('npx', ['--yes', '--package', COMPILER, 'asc', ...options], {cwd: root, stdio: 'inherit'})
  const source = createHash('sha256')
    .update(readFileSync(join(root, 'assembly/scanner.ts')))
    .digest('hex')
  const code = Buffer.concat([readFileSync(output), dataSection()]).toString('base64')
  writeFileSync(
    join(root, 'src/io/log-files/scanner-code.ts'),
    `/** Made from \`assembly/scanner.ts\` by \`npm run scanner\`: SHA-256 of the source, and the compiled code. */
export const SCANNER_SOURCE = '${source}'
// prettier-ignore
export const SCANNER_CODE = '${code}'
`,
  )
} finally {
  rmSync(folder, {recursive: true, force: true})
}
