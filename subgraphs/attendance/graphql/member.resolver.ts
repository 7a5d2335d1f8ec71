import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import type { AttendanceContext } from "../context.ts"
import type { YearAccount } from "../domain/year-account.ts"
import { readHours } from "../use-cases/read-hours.ts"
import { Member } from "./elsewhere.stubs.ts"
import { AnnualHours } from "./hours.type.ts"

@Resolver(() => Member)
export class MemberResolver {
  @FieldResolver(() => AnnualHours, {
    nullable: true,
    description: "Study hours of a calendar year; null where nothing is kept or the viewer may not read it.",
  })
  hours(
    @Root() { id }: Member,
    @Arg("year", () => Int, { description: "Calendar year, 2000 to the next." }) year: number,
    @Ctx() context: AttendanceContext,
  ): Promise<YearAccount | null> {
    return readHours(context, { memberId: id, year })
  }
}
