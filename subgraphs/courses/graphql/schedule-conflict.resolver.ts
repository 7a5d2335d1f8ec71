import { FieldResolver, Resolver } from "type-graphql"
import { ScheduleConflict, SuggestedSlot } from "./clash.type.ts"

@Resolver(() => ScheduleConflict)
export class ScheduleConflictResolver {
  @FieldResolver(() => [SuggestedSlot], { description: "Times at which it would not clash, the best first; at most 5." })
  suggestions(): SuggestedSlot[] {
    return []
  }
}
