import { Args, Ctx, FieldResolver, Float, ID, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { AttendanceContext } from "../context.ts"
import type { AttendanceRow } from "../domain/attendance-row.ts"
import { type KeptHourEntry, stepsOf } from "../domain/hour-entry.ts"
import { noteOf } from "../domain/hour-note.ts"
import { parseRuleSet } from "../domain/rule-set.ts"
import type { HourCategory as CategoryValue, YearAccount } from "../domain/year-account.ts"
import { listHourEntries } from "../use-cases/list-hour-entries.ts"
import { Attendance } from "./attendance.type.ts"
import { Lesson } from "./elsewhere.stubs.ts"
import { HourCategory } from "./enums.ts"
import { HourEntry, HourEntryConnection, HourStepValue } from "./hour-entry.type.ts"
import { AnnualHours } from "./hours.type.ts"

@Resolver(() => AnnualHours)
export class AccountEntryResolver {
  @FieldResolver(() => HourEntryConnection, { description: "What it is added up from, fact by fact, by day." })
  async entries(
    @Root() account: YearAccount,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<KeptHourEntry>> {
    return toConnection(await listHourEntries(context, { ...account, ...paging }))
  }
}

@Resolver(() => HourEntry)
export class HourEntryResolver {
  @FieldResolver(() => ID, { description: "Of the fact in the ledger: `entry_…`; of training that goes on over New Year, with the later year." })
  id(@Root() { id, year, occurredOn }: KeptHourEntry): string {
    return occurredOn.startsWith(`${year}-`) ? id : `${id}.${year}`
  }

  @FieldResolver(() => HourCategory, { nullable: true, description: "As what it is added up; null for what counts as nothing." })
  category(@Root() { bucket }: KeptHourEntry): CategoryValue | null {
    return bucket === "NONE" ? null : bucket
  }

  @FieldResolver(() => Float, { description: "计入学时: what it adds to the year, after all caps." })
  hours(@Root() { counted }: KeptHourEntry): number {
    return counted / 100
  }

  @FieldResolver(() => Lesson, { nullable: true, description: "At which lesson; null for training outside, and where the viewer may not read the lesson." })
  lesson(@Root() { lessonId }: KeptHourEntry): Lesson | null {
    return lessonId === null ? null : { id: lessonId }
  }

  @FieldResolver(() => [HourStepValue], { description: "How it came about: nine steps, each with what decided it." })
  async steps(@Root() entry: KeptHourEntry, @Ctx() { loaders }: AttendanceContext): Promise<HourStepValue[]> {
    const ruleSet = await loaders.ruleSetById.load(entry.ruleSetId)
    const rules = ruleSet && parseRuleSet(ruleSet.parameters)
    return stepsOf(entry).map(({ step, value }) => ({ step, value, note: rules && noteOf(step, entry, rules, entry) }))
  }
}

@Resolver(() => Attendance)
export class AttendanceHoursResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description: "获得学时: what it adds to the person's year; null while nothing of it counts, and for who took no part.",
  })
  async hours(@Root() { entryId }: AttendanceRow, @Ctx() { loaders }: AttendanceContext): Promise<number | null> {
    return entryId === null ? null : loaders.hoursByEntry.load(entryId)
  }
}

/** What people's years are added up from. */
export const HOUR_ENTRY_RESOLVERS = [AccountEntryResolver, HourEntryResolver, AttendanceHoursResolver] as const
