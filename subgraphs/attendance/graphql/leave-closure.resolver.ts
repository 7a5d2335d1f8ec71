import { FieldResolver, Float, Resolver, Root } from "type-graphql"
import { type ClosureFigures as Figures, closureRate } from "../domain/leave-closure.ts"
import type * as closure from "../use-cases/read-leave-closure.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { ClosureFigures, ClosureRow, LeaveClosure } from "./leave-closure.type.ts"

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
}
