import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type { RuleSetRecord } from "../domain/rule-set-record.ts"
import type { ReportAsked } from "../domain/report.ts"
import { digestReport } from "../use-cases/digest-report.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { ReportHeader } from "./report-header.type.ts"
import { RuleSet } from "./rule-set.type.ts"

@Resolver(() => ReportHeader)
export class ReportHeaderResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Whose report: it covers this organisation and everything below." })
  organisation(@Root() { report }: ReportAsked): Organisation {
    return { id: report.organisation.id }
  }

  @FieldResolver(() => String, { description: "What is printed on top: `2025年度学时完成情况明细表`." })
  title(@Root() { report }: ReportAsked): string {
    return report.title
  }

  @FieldResolver(() => Int, { nullable: true, description: "The calendar year, where it is asked for by year." })
  year(@Root() { report }: ReportAsked): number | null {
    return report.parameters.year
  }

  @FieldResolver(() => DateScalar, { nullable: true, description: "The first day, where it is asked for by days." })
  fromOn(@Root() { report }: ReportAsked): string | null {
    return report.parameters.from
  }

  @FieldResolver(() => DateScalar, { nullable: true, description: "The last day, where it is asked for by days." })
  toOn(@Root() { report }: ReportAsked): string | null {
    return report.parameters.to
  }

  @FieldResolver(() => DateTimeScalar, {
    description: "截止时点: how the books stood then; what was recorded later is not in it. Ask with it to get the same again.",
  })
  asOf(@Root() { report }: ReportAsked): Date {
    return report.parameters.asOf
  }

  @FieldResolver(() => RuleSet, {
    nullable: true,
    description:
      "学时规则 of the organisation itself, or the nearest above it, as far as it judged anybody: the first of `ruleSets`; null where no rule judges what is reported.",
  })
  async ruleSet(@Root() { report }: ReportAsked, @Ctx() { loaders }: AttendanceContext): Promise<RuleSetRecord | null> {
    const [first] = report.ruleSets
    return first ? loaders.ruleSetById.load(first.id) : null
  }

  @FieldResolver(() => [RuleSet], {
    description:
      "Every rule set that judged a line: those that hold at the organisation itself first, the nearest before the city's, then those of its parts by persons judged; a few.",
  })
  async ruleSets(@Root() { report }: ReportAsked, @Ctx() { loaders }: AttendanceContext): Promise<RuleSetRecord[]> {
    const found = await Promise.all(report.ruleSets.map(({ id }) => loaders.ruleSetById.load(id)))
    return found.filter((one) => one !== null)
  }

  @FieldResolver(() => DateTimeScalar, { description: "When it was made." })
  generatedAt(@Root() { run }: ReportAsked): Date {
    return run.generatedAt
  }

  @FieldResolver(() => String, { description: "The name of whoever had it made." })
  generatedBy(@Root() { run }: ReportAsked): string {
    return run.generatedBy
  }

  @FieldResolver(() => String, { nullable: true, description: "目的: why, as they said." })
  purpose(@Root() { run }: ReportAsked): string | null {
    return run.purpose
  }

  @FieldResolver(() => String, {
    description:
      "SHA-256 over the canonical header and all rows, the pages not shown included, in hexadecimal: the same whenever and by whomever the same is asked. Names are outside it. It reads the whole report: ask for it once, not with every page.",
  })
  digest(@Root() { report }: ReportAsked): Promise<string> {
    return digestReport(report)
  }
}
