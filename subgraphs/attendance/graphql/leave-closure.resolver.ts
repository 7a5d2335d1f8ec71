import { FieldResolver, Float, Resolver, Root } from "type-graphql"
import { type ClosureFigures as Figures, closureRate } from "../domain/leave-closure.ts"
import type { ReportAsked } from "../domain/report.ts"
import type * as closure from "../use-cases/read-leave-closure.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { ClosureFigures, ClosureRow, LeaveClosure } from "./leave-closure.type.ts"
import { ReportGap, ReportHeader } from "./report-header.type.ts"

@Resolver(() => ClosureFigures)
export class ClosureFiguresResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description: "闭环率: `completed` of `owed` in per cent, half up to one decimal; null where nothing was owed.",
  })
  rate(@Root() figures: Figures): number | null {
    return closureRate(figures)
  }
}

@Resolver(() => ClosureRow)
export class ClosureRowResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Which organisation." })
  organisation(@Root() { organisationId }: closure.ClosureRow): Organisation {
    return { id: organisationId }
  }
}

@Resolver(() => LeaveClosure)
export class LeaveClosureResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Whose people." })
  organisation(@Root() { organisationId }: closure.LeaveClosure): Organisation {
    return { id: organisationId }
  }

  @FieldResolver(() => ReportHeader, { description: "What it takes to ask for the same again; its digest covers the report of a line a branch." })
  header(@Root() { asked }: closure.LeaveClosure): ReportAsked {
    return asked
  }

  @FieldResolver(() => [ReportGap], { description: "数据缺口: what the figures do not know; a few, none is the good answer." })
  gaps(@Root() { asked }: closure.LeaveClosure): Promise<readonly ReportGap[]> {
    return asked.report.gaps()
  }
}
