import { type InvalidInput, type Result, invalidInput } from "../../shared/result.ts"
import { sqlStateOf } from "../../shared/sql-state.ts"

const TRIES = 3

/**
 * Do an act again that lost a race for a room, a teacher or a lesson's number.
 *
 * Whoever schedules holds rooms and teachers first and so sees what others booked; the database's exclusion constraint is the last line, for whatever
 * books without holding them. The second time the winner is there to be found, and the act is refused with what it clashes with.
 */
export async function retryLostRaces<Value, Refusal>(act: () => Promise<Result<Value, Refusal>>): Promise<Result<Value, Refusal | InvalidInput>> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await act()
    } catch (error) {
      const { constraint } = sqlStateOf(error) ?? { constraint: null }
      if (constraint === "lesson_organiser_id_code_key") return invalidInput({ path: "code", message: "The organiser has another lesson of this number." })
      if (constraint !== "booking_no_clash" || tried === TRIES) throw error
    }
  }
}
