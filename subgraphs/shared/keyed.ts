/** Put rows in the order of the keys that were asked, null where none was found: what a dataloader's batch must answer. */
export function inKeyOrder<Key, Row>(keys: readonly Key[], rows: readonly Row[], keyOf: (row: Row) => Key): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]))
  return keys.map((key) => byKey.get(key) ?? null)
}

/** Gather rows under the keys that were asked, an empty list where there are none. */
export function groupedInKeyOrder<Key, Row>(keys: readonly Key[], rows: readonly Row[], keyOf: (row: Row) => Key): Row[][] {
  const groups = new Map<Key, Row[]>(keys.map((key) => [key, []]))
  for (const row of rows) groups.get(keyOf(row))?.push(row)
  return keys.map((key) => groups.get(key) ?? [])
}

/** Make something once for each key, as long as the request lives: loaders that differ by an argument are shared by rows that agree in it. */
export function perKey<Key, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new Map<string, Made>()
  return (key) => {
    const name = JSON.stringify(key)
    const kept = made.get(name) ?? make(key)
    made.set(name, kept)
    return kept
  }
}
