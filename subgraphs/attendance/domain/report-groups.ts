/** An organisation under which lines of a report are added up. `kind` is in words of the tree (`GENERAL_BRANCH`), for the line's title. */
export type ReportGroup = { id: string; name: string; kind: string }

/** Figures that are added up, under their names. */
export type Sums = Readonly<Record<string, number>>

/** What is added up at some place of the report, the report's own organisation first; plain data, so that it can be written into a position. */
export type OpenGroups = readonly { group: ReportGroup; sums: Sums }[]

/** A group that is complete: nothing that follows lies under it. */
export type ClosedGroup = { group: ReportGroup; sums: Sums; isOutermost: boolean }

/** Begin a report of an organisation: its own total is printed even where no line is. */
export function openGroups(outermost: ReportGroup): OpenGroups {
  return [{ group: outermost, sums: {} }]
}

/**
 * Take the next line, which lies under these groups (the way down from below the report's own organisation, outermost first): gives the groups that ended
 * before it, the innermost first, and what is open after it. Lines come in the order of the tree (by path), or a group would end twice.
 */
export function takeLine(open: OpenGroups, way: readonly ReportGroup[], sums: Sums): { closed: ClosedGroup[]; open: OpenGroups } {
  let shared = 0
  while (shared < way.length && open[shared + 1]?.group.id === way[shared]?.id) shared += 1
  const { closed, open: left } = closeTo(open, shared + 1)
  const entered = [...left, ...way.slice(shared).map((group) => ({ group, sums: {} }))]
  return { closed, open: addInnermost(entered, sums) }
}

/** End the report: every group that is open ends, the report's own organisation last. */
export function closeGroups(open: OpenGroups): ClosedGroup[] {
  const { closed, open: left } = closeTo(open, 1)
  const [outermost] = left
  return outermost ? [...closed, { ...outermost, isOutermost: true }] : closed
}

/** Add figures up, each under its name; what one of them lacks is no part of it. */
export function addSums(a: Sums, b: Sums): Sums {
  const sum: Record<string, number> = { ...a }
  // Hours have hundredths: sums of decimals are brought back to them.
  for (const [name, value] of Object.entries(b)) sum[name] = Math.round(((sum[name] ?? 0) + value) * 100) / 100
  return sum
}

/** What a group comes to is added to the one around it when it ends: each line is added once, and not once a level. */
function closeTo(open: OpenGroups, depth: number): { closed: ClosedGroup[]; open: OpenGroups } {
  const closed: ClosedGroup[] = []
  let left = open
  for (let last = left.at(-1); last && left.length > depth; last = left.at(-1)) {
    closed.push({ ...last, isOutermost: false })
    left = addInnermost(left.slice(0, -1), last.sums)
  }
  return { closed, open: left }
}

function addInnermost(open: OpenGroups, sums: Sums): OpenGroups {
  const last = open.at(-1)
  return last ? [...open.slice(0, -1), { ...last, sums: addSums(last.sums, sums) }] : open
}
