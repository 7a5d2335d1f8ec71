/** A person as namesakes are told apart by: where they take part, the day of birth, the personal code. */
export type Namesake = { id: string; name: string; code: string; birthOn: string; branchName: string | null }

/** Among more namesakes than this nobody is told apart by anything but the code. */
export const MOST_NAMESAKES = 500

/**
 * Find the shortest label that tells a person apart from everyone of the same name; null when there is nobody else.
 *
 * The branch; else the year of birth; else both; else the month, with the branch if need be; else the personal code, which is nobody
 * else's. The ID number is not for telling people apart.
 */
export function labelAmong(person: Namesake, namesakes: readonly Namesake[]): string | null {
  const others = namesakes.filter(({ id }) => id !== person.id)
  if (others.length === 0) return null
  if (others.length >= MOST_NAMESAKES) return person.code
  const label = LABELS.find((labelOf) => labelOf(person) !== null && others.every((other) => labelOf(other) !== labelOf(person)))
  return label?.(person) ?? person.code
}

const branch = ({ branchName }: Namesake): string | null => branchName
const year = ({ birthOn }: Namesake): string => `${Number(birthOn.slice(0, 4))}年生`
const month = ({ birthOn }: Namesake): string => `${Number(birthOn.slice(0, 4))}年${Number(birthOn.slice(5, 7))}月生`
const both = (first: (person: Namesake) => string | null, second: (person: Namesake) => string) => (person: Namesake) =>
  first(person) && `${first(person)}，${second(person)}`

const LABELS = [branch, year, both(branch, year), month, both(branch, month)]
