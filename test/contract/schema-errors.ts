type Fields = Record<string, unknown>

const ANNOTATIONS = new Set(['$schema', '$id', '$defs', 'title', 'description'])

/**
 * Judges a value by the part of JSON Schema that pech's schemas use; any other keyword throws, so that none is silently ignored.
 *
 * @returns `path: keyword` for each violation.
 */
export function schemaErrors(root: Fields, value: unknown): string[] {
  return judge(root, root, value, '')
}

function judge(root: Fields, schema: Fields, value: unknown, path: string): string[] {
  return Object.entries(schema).flatMap(([keyword, wanted]) => {
    if (ANNOTATIONS.has(keyword)) return []
    const check = CHECKS[keyword]
    if (check === undefined) throw new Error(`schemaErrors does not know ${keyword}`)
    return check({root, schema, wanted, value, path})
  })
}

interface Case {
  readonly root: Fields
  readonly schema: Fields
  readonly wanted: unknown
  readonly value: unknown
  readonly path: string
}

const failIf = (isWrong: boolean, {path}: Case, keyword: string): string[] => (isWrong ? [`${path}: ${keyword}`] : [])

const CHECKS: Readonly<Record<string, (testCase: Case) => string[]>> = {
  $ref: ({root, wanted, value, path}) => {
    const name = String(wanted).replace('#/$defs/', '')
    return judge(root, fieldsOf(fieldsOf(root['$defs'])[name]), value, path)
  },
  type: (c) => failIf(![c.wanted].flat().includes(typeOf(c.value)) && !isWholeNumber(c), c, 'type'),
  const: (c) => failIf(c.value !== c.wanted, c, 'const'),
  enum: (c) => failIf(!Array.isArray(c.wanted) || !c.wanted.includes(c.value), c, 'enum'),
  pattern: (c) => failIf(typeof c.value === 'string' && !new RegExp(String(c.wanted)).test(c.value), c, 'pattern'),
  minLength: (c) => failIf(typeof c.value === 'string' && c.value.length < Number(c.wanted), c, 'minLength'),
  minimum: (c) => failIf(typeof c.value === 'number' && c.value < Number(c.wanted), c, 'minimum'),
  maximum: (c) => failIf(typeof c.value === 'number' && c.value > Number(c.wanted), c, 'maximum'),
  exclusiveMinimum: (c) => failIf(typeof c.value === 'number' && c.value <= Number(c.wanted), c, 'exclusiveMinimum'),
  required: (c) => {
    const names = Array.isArray(c.wanted) ? c.wanted.map(String) : []
    return names
      .filter((name) => isFields(c.value) && !Object.hasOwn(c.value, name))
      .map((name) => `${c.path}/${name}: required`)
  },
  properties: ({root, wanted, value, path}) =>
    Object.entries(fieldsOf(wanted)).flatMap(([name, part]) =>
      isFields(value) && Object.hasOwn(value, name) ? judge(root, fieldsOf(part), value[name], `${path}/${name}`) : [],
    ),
  additionalProperties: ({root, schema, wanted, value, path}) => {
    const known = Object.keys(fieldsOf(schema['properties'] ?? {}))
    const others = isFields(value) ? Object.entries(value).filter(([name]) => !known.includes(name)) : []
    return others.flatMap(([name, part]) =>
      wanted === false
        ? [`${path}/${name}: additionalProperties`]
        : judge(root, fieldsOf(wanted), part, `${path}/${name}`),
    )
  },
  items: ({root, wanted, value, path}) =>
    Array.isArray(value) ? value.flatMap((item, index) => judge(root, fieldsOf(wanted), item, `${path}/${index}`)) : [],
}

function isWholeNumber({wanted, value}: Case): boolean {
  return wanted === 'integer' && Number.isInteger(value)
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function isFields(value: unknown): value is Fields {
  return typeOf(value) === 'object'
}

function fieldsOf(value: unknown): Fields {
  if (!isFields(value)) throw new Error('a schema must be an object')
  return value
}
