import type { Ask } from "../../shared/ask.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { CodedDoor } from "../domain/code-shown.ts"

type Row = {
  id: string
  organiser_path: string
  status: string
  starts_at: Date
  ends_at: Date
  state: CodedDoor["sheetState"]
  code_round: number
}

export type CodedDoorRepository = ReturnType<typeof createCodedDoorRepository>

/** Read what the codes of lessons depend on; who may see them is asked by whoever shows them. On a transaction or the database. */
export function createCodedDoorRepository(read: Ask) {
  return {
    async findByLessons(lessonIds: readonly string[]): Promise<CodedDoor[]> {
      const rows = await read<Row>(
        "coded_doors",
        `SELECT l.id, l.organiser_path, l.status, coalesce(s.starts_at, l.starts_at) AS starts_at, coalesce(s.ends_at, l.ends_at) AS ends_at, s.state::text,
           coalesce(s.code_round, 0) AS code_round
         FROM courses_api.lesson l LEFT JOIN attendance.sheet s ON s.lesson_id = l.id WHERE l.id = ANY($1::uuid[])`,
        [toUuids("lesson", lessonIds)],
      )
      return rows.map((row) => ({
        lessonId: toTypeId("lesson", row.id),
        organiserPath: row.organiser_path,
        isOn: row.status === "PUBLISHED" || row.status === "HELD",
        startsAt: row.starts_at,
        endsAt: row.ends_at,
        sheetState: row.state,
        codeRound: row.code_round,
      }))
    },
  }
}
