import {readFileSync} from 'node:fs'
import {join, sep} from 'node:path'
import type {Plugin} from 'esbuild'
import ts from 'typescript'

/** To go with {@link plainMembers}: fields are assigned where objects are made; to define them takes V8 longer, and only those with a value are. */
export const assignedFields = {compilerOptions: {useDefineForClassFields: false, verbatimModuleSyntax: true}} as const

/**
 * Makes private members (`#name`) of a bundle's classes plain ones (`_$name`): TypeScript has seen to it that nobody else
 * uses them, and V8 takes 3 to 5 per cent of a hook's time to make and find their names. A bundle is not built where a
 * plain member would not be the same: in a class that extends another, and for `#name in object`.
 *
 * @param root - The folder that has `src` in it.
 */
export function plainMembers(root: string): Plugin {
  return {
    name: 'plain-members',
    setup({onLoad}) {
      onLoad({filter: /\.ts$/}, ({path}) => {
        if (!path.startsWith(join(root, 'src', sep))) return undefined
        return {contents: withPlainMembers(path, readFileSync(path, 'utf8')), loader: 'ts'}
      })
    },
  }
}

/** A module's text with plain members. @throws Error where one would not be the same. */
export function withPlainMembers(file: string, program: string): string {
  if (!/#\w/.test(program)) return program
  const source = ts.createSourceFile(file, program, ts.ScriptTarget.ESNext, true)
  const places: number[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isPrivateIdentifier(node)) {
      if (!isPlainlyUsed(node)) throw new Error(`${file}: ${node.text} cannot be made a plain member`)
      places.push(node.getStart(source))
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  let written = ''
  let from = 0
  for (const place of places) {
    written += `${program.slice(from, place)}_$`
    from = place + 1
  }
  return written + program.slice(from)
}

function isPlainlyUsed({parent}: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(parent)) return true
  return ts.isClassElement(parent) && ts.isClassLike(parent.parent) && !isExtending(parent.parent)
}

function isExtending({heritageClauses}: ts.ClassLikeDeclaration): boolean {
  return (heritageClauses ?? []).some(({token}) => token === ts.SyntaxKind.ExtendsKeyword)
}
