/** Where the headings stand, which column holds what, and which columns are not read. `columns` holds positions from 0. */
export type Heading<Field extends string> = { columns: Map<Field, number>; titles: string[]; ignored: string[] }

/** Bring a heading to its bare words: no spaces, stars, numbers or notes in brackets. */
export function bareHeading(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\(.*?\)|\[.*?\]|[\s*:：、.]/gu, "")
    .trim()
}

/** Bring a heading to one line, as it is named in answers: line breaks inside it and padding become one space. */
export function tidyTitle(cell: string): string {
  return cell.replace(/\s+/gu, " ").trim()
}

/**
 * Read a row as the headings of a table; null when it is not: the name's column and at least two more are known.
 *
 * The first of two columns that hold the same is read.
 */
export function readHeading<Field extends string>(cells: readonly string[], known: Record<Field, readonly string[]>): Heading<Field> | null {
  const fieldOf = new Map<string, Field>()
  for (const field of Object.keys(known) as Field[]) for (const alias of known[field]) fieldOf.set(bareHeading(alias), field)
  const columns = new Map<Field, number>()
  const ignored: string[] = []
  cells.forEach((cell, at) => {
    const title = bareHeading(cell)
    const field = fieldOf.get(title)
    if (field !== undefined && !columns.has(field)) columns.set(field, at)
    else if (title !== "" && !/^(序号|No)$/i.test(title)) ignored.push(tidyTitle(cell).slice(0, 60))
  })
  return columns.has("name" as Field) && columns.size >= 3 ? { columns, titles: cells.map(tidyTitle), ignored } : null
}

/** What the file calls each column, else what exports call it. */
export function namesOf<Field extends string>({ columns, titles }: Heading<Field>, known: Record<Field, readonly string[]>): Record<Field, string> {
  const names: Partial<Record<Field, string>> = {}
  for (const field of Object.keys(known) as Field[]) names[field] = titles[columns.get(field) ?? -1] ?? known[field][0] ?? field
  return names as Record<Field, string>
}
