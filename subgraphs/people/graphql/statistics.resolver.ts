import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { Figure, counted } from "../../shared/graphql/figure.type.ts"
import type { PeopleContext } from "../context.ts"
import { type Headcount, membersOf, sumOf } from "../domain/headcount.ts"
import { MEMBER_STAGES, type Participation, type Stage } from "../domain/member.ts"
import { OrganisationStatistics } from "./organisation.stub.ts"

/** What is counted of people, in the order of the answer. */
const COUNTED: readonly [measure: string, label: string, stages: readonly Stage[], participation: Participation][] = [
  ["MEMBERS", "党员", MEMBER_STAGES, "DIRECT"],
  ["FULL_MEMBERS", "正式党员", ["FULL"], "DIRECT"],
  ["PROBATIONARY_MEMBERS", "预备党员", ["PROBATIONARY"], "DIRECT"],
  ["DEVELOPMENT_TARGETS", "发展对象", ["DEVELOPMENT_TARGET"], "DIRECT"],
  ["ACTIVISTS", "入党积极分子", ["ACTIVIST"], "DIRECT"],
  ["APPLICANTS", "入党申请人", ["APPLICANT"], "DIRECT"],
  ["IN_SERVICE_MEMBERS", "在职报到党员", MEMBER_STAGES, "IN_SERVICE"],
  ["FLOATING_IN_MEMBERS", "流入党员", MEMBER_STAGES, "FLOATING_IN"],
]

@Resolver(() => OrganisationStatistics)
export class OrganisationStatisticsResolver {
  @FieldResolver(() => Int, { nullable: true, description: "Members who belonged to the subtree on that day, probationary ones included (persons)." })
  async members(@Root() statistics: OrganisationStatistics, @Ctx() context: PeopleContext): Promise<number | null> {
    const headcounts = await countPeople(statistics, context)
    return headcounts && membersOf(headcounts)
  }

  @FieldResolver(() => Int, { nullable: true, description: "党务干部: staff for Party affairs who worked in the subtree on that day (persons)." })
  async partyAffairsWorkers(@Root() statistics: OrganisationStatistics, @Ctx() context: PeopleContext): Promise<number | null> {
    return countWorkers(statistics, context)
  }

  @FieldResolver(() => [Figure], {
    nullable: true,
    description:
      "What is counted of people (persons), by stage and by way of taking part, each with its precision: nine figures; null where the viewer may not read them.",
  })
  async memberFigures(@Root() statistics: OrganisationStatistics, @Ctx() context: PeopleContext): Promise<Figure[] | null> {
    const [headcounts, workers] = await Promise.all([countPeople(statistics, context), countWorkers(statistics, context)])
    if (!headcounts || workers === null) return null
    const { asOf } = statistics
    return [
      ...COUNTED.map(([measure, label, stages, participation]) => counted(measure, label, sumOf(headcounts, stages, participation), "人", asOf)),
      counted("PARTY_AFFAIRS_WORKERS", "党务干部", workers, "人", asOf),
    ]
  }
}

async function countPeople({ organisation, asOf }: OrganisationStatistics, { loaders, today }: PeopleContext): Promise<Headcount[] | null> {
  if (asOf !== today) return (await loaders.placeOnDay(asOf).load(organisation.id)) && loaders.headcountsOn(asOf).load(organisation.id)
  const place = await loaders.readablePlaceById.load(organisation.id)
  return place && loaders.headcountsToday.load(place.path)
}

async function countWorkers({ organisation, asOf }: OrganisationStatistics, { loaders }: PeopleContext): Promise<number | null> {
  const place = await loaders.readablePlaceById.load(organisation.id)
  return place && ((await loaders.workersByPath(asOf).load(place.path))?.workers ?? 0)
}
