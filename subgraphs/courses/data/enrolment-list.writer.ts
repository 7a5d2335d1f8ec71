import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Expected } from "../domain/expected.ts"
import { membersOf } from "../domain/expected.ts"

const NO_LIMIT = 1_000_000_000

/** $1 the lesson, $2 its start, $3 who, $4 from which source each, $5 now: whoever is not on the list yet waits behind those who wait. */
const APPEND = `WITH added AS (
   INSERT INTO courses.enrolment (lesson_id, member_id, starts_at, state, source, waiting_number, recorded_at)
   SELECT $1::uuid, person.id::uuid, $2::timestamptz, 'WAITLISTED', person.source::courses.enrolment_source,
     person.number + (SELECT coalesce(max(waiting_number), 0) FROM courses.enrolment WHERE lesson_id = $1::uuid), $5::timestamptz
   FROM unnest(string_to_array($3, ','), string_to_array($4, ',')) WITH ORDINALITY AS person(id, source, number)
   ON CONFLICT DO NOTHING RETURNING member_id
 ) SELECT string_agg(member_id::text, ',') AS members FROM added`

/** Write who is expected at a lesson, in the transaction of an act. Registering one person, and withdrawing, are others' work. */
export function createEnrolmentListWriter(transaction: Prisma.TransactionClient, now: () => Date) {
  /** Add people who are not on the list yet, in their order, all of them waiting. */
  const append = async (lessonId: string, startsAt: Date, expected: Expected): Promise<string[]> => {
    const sources = expected.flatMap(({ source, members }) => members.map(() => source)).join(",")
    const added = await transaction.$queryRawUnsafe<{ members: string | null }[]>(
      APPEND,
      toUuid("lesson", lessonId),
      startsAt.toISOString(),
      membersOf(expected).join(","),
      sources,
      now().toISOString(),
    )
    return added[0]?.members?.split(",") ?? []
  }

  return {
    /** Write the first lists of lessons, in one statement: as many as there are places are expected, in their order; the others wait. */
    async fillAll(lessons: readonly { lessonId: string; startsAt: Date; expected: Expected; capacity: number | null }[]): Promise<void> {
      const filled = lessons.filter(({ expected }) => expected.length > 0)
      if (filled.length === 0) return
      const lists = [...new Set(filled.map(({ expected }) => expected))]
      const listOf = new Map(lists.map((expected, at) => [expected, at + 1]))
      const rows = filled.map(({ lessonId, startsAt, expected, capacity }) => ({
        id: toUuid("lesson", lessonId),
        starts: startsAt.toISOString(),
        list: listOf.get(expected),
        places: capacity ?? NO_LIMIT,
      }))
      await transaction.$executeRawUnsafe(
        `INSERT INTO courses.enrolment (lesson_id, member_id, starts_at, state, source, waiting_number, recorded_at)
         SELECT l.id, person.id::uuid, l.starts, (CASE WHEN person.number <= l.places THEN 'EXPECTED' ELSE 'WAITLISTED' END)::courses.enrolment_state,
           person.source::courses.enrolment_source, CASE WHEN person.number > l.places THEN person.number - l.places END, $4::timestamptz
         FROM jsonb_to_recordset($1::jsonb) AS l(id uuid, starts timestamptz, list int, places int)
         CROSS JOIN LATERAL unnest(string_to_array(($2::text[])[l.list], ','), string_to_array(($3::text[])[l.list], ',')) WITH ORDINALITY AS person(id, source, number)`,
        JSON.stringify(rows),
        lists.map((expected) => membersOf(expected).join(",")),
        lists.map((expected) => expected.flatMap(({ source, members }) => members.map(() => source)).join(",")),
        now().toISOString(),
      )
    },

    /** Find who is on the list, as uuids: those with a place, and, where wanted, those who wait. */
    async findMembers(lessonId: string, withWaiting: boolean): Promise<string[]> {
      const [row] = await transaction.$queryRawUnsafe<{ members: string | null }[]>(
        `SELECT string_agg(member_id::text, ',') AS members FROM courses.enrolment WHERE lesson_id = $1::uuid AND (state = 'EXPECTED' OR state = 'WAITLISTED' AND $2)`,
        toUuid("lesson", lessonId),
        withWaiting,
      )
      return row?.members?.split(",") ?? []
    },

    /**
     * Bring the list in line with a new audience. Who came by name, class or their own will stays; who withdrew stays away; who is new waits, behind
     * those who wait already: the free places are for the caller to give. Gives who came and who went.
     */
    async refresh(lessonId: string, startsAt: Date, expected: Expected): Promise<{ added: string[]; removed: string[] }> {
      const removed = await transaction.$queryRawUnsafe<{ id: string }[]>(
        `DELETE FROM courses.enrolment WHERE lesson_id = $1::uuid AND source = 'AUDIENCE' AND state <> 'WITHDRAWN'
           AND NOT (member_id = ANY(string_to_array($2, ',')::uuid[])) RETURNING member_id::text AS id`,
        toUuid("lesson", lessonId),
        membersOf(expected).join(","),
      )
      const added = membersOf(expected).length > 0 ? await append(lessonId, startsAt, expected) : []
      const ids = (members: readonly string[]) => members.map((id) => toTypeId("member", id))
      return { added: ids(added), removed: ids(removed.map(({ id }) => id)) }
    },
  }
}
