import { type Result, done, refused } from "../../shared/result.ts"
import type { AttendanceWriters } from "../context.ts"
import type { NewExport } from "../data/export.writer.ts"
import { MOST_UNDER_WAY } from "../domain/export.policy.ts"

/** This account has as many under way as may be. */
export type TooManyExports = { kind: "TooManyExports"; message: string; limit: number }

/** Keep a request for a file, with the job that makes it; refuses a sixth at a time. */
export async function addExport({ exports }: Pick<AttendanceWriters, "exports">, asked: NewExport): Promise<Result<{ exportId: string }, TooManyExports>> {
  if ((await exports.countUnderWay()) >= MOST_UNDER_WAY) {
    const message = `You have ${MOST_UNDER_WAY} exports under way. Wait until one is ready, or cancel one.`
    return refused({ kind: "TooManyExports", message, limit: MOST_UNDER_WAY })
  }
  return done({ exportId: await exports.add(asked) })
}
