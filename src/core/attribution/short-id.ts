const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The first eight digits of an id that is a UUID, which every command takes for the whole; another id stays as it is. */
export function shortId(id: string): string {
  return UUID.test(id) ? id.slice(0, 8) : id
}
