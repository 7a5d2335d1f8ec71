import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/slot.ts"
import { suggestForConflict } from "../use-cases/suggest-for-conflict.ts"
import { ScheduleConflict } from "./clash.type.ts"
import { Slot } from "./slot.type.ts"

@Resolver(() => ScheduleConflict)
export class ScheduleConflictResolver {
  @FieldResolver(() => [Slot], {
    description:
      "Times within a fortnight at which it would not clash, the best first; at most 5. The same people and teachers, any room. None while very many ask at once.",
  })
  async suggestions(@Root() { toSuit }: ScheduleConflict, @Ctx() context: CoursesContext): Promise<domain.Slot[]> {
    return (toSuit && (await context.suggestionTurns(() => suggestForConflict(context, toSuit)))) ?? []
  }
}
