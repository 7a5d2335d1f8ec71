import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { Figure, counted } from "../../shared/graphql/figure.type.ts"
import type { CoursesContext } from "../context.ts"
import { OrganisationStatistics } from "./elsewhere.stubs.ts"

@Resolver(() => OrganisationStatistics)
export class OrganisationStatisticsResolver {
  @FieldResolver(() => Int, { nullable: true, description: "社区党校: Party schools that communities of the subtree had on that day." })
  async partySchools(@Root() statistics: OrganisationStatistics, @Ctx() context: CoursesContext): Promise<number | null> {
    return (await countSchools(statistics, context))?.schools ?? null
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "示范社区党校: demonstration schools among them; null for a day in the past, for the books do not say since when a school is one.",
  })
  async demonstrationSchools(@Root() statistics: OrganisationStatistics, @Ctx() context: CoursesContext): Promise<number | null> {
    return statistics.asOf === context.today ? ((await countSchools(statistics, context))?.demonstrations ?? null) : null
  }

  @FieldResolver(() => Int, { nullable: true, description: "Training classes at city level begun in the three years up to `asOf`." })
  async trainingClasses(@Root() statistics: OrganisationStatistics, @Ctx() context: CoursesContext): Promise<number | null> {
    return (await countClasses(statistics, context))?.classes ?? null
  }

  @FieldResolver(() => Int, { nullable: true, description: "参训人次: places in those classes (person-times, not persons)." })
  async trainingPersonTimes(@Root() statistics: OrganisationStatistics, @Ctx() context: CoursesContext): Promise<number | null> {
    return (await countClasses(statistics, context))?.personTimes ?? null
  }

  @FieldResolver(() => [Figure], {
    nullable: true,
    description: "What is counted of schools and training, each with its precision: four figures; null where the viewer may not read them.",
  })
  async schoolFigures(@Root() statistics: OrganisationStatistics, @Ctx() context: CoursesContext): Promise<Figure[] | null> {
    const [schools, classes] = await Promise.all([countSchools(statistics, context), countClasses(statistics, context)])
    if (!schools || !classes) return null
    const { asOf } = statistics
    const demonstrations = counted("DEMONSTRATION_SCHOOLS", "示范社区党校", schools.demonstrations, "个", asOf)
    return [
      counted("PARTY_SCHOOLS", "社区党校", schools.schools, "个", asOf),
      asOf === context.today ? demonstrations : { ...demonstrations, value: null, precision: "UNKNOWN", source: "the books do not say since when" },
      counted("TRAINING_CLASSES", "市级培训班（三年内）", classes.classes, "期", asOf),
      counted("TRAINING_PERSON_TIMES", "参训人次（三年内）", classes.personTimes, "人次", asOf),
    ]
  }
}

const NONE = { schools: 0, demonstrations: 0, classes: 0, personTimes: 0 }

async function countSchools({ organisation, asOf }: OrganisationStatistics, { loaders }: CoursesContext) {
  const place = await loaders.readablePlaceById.load(organisation.id)
  return place && ((await loaders.schoolsOn(asOf).load(place.id)) ?? NONE)
}

async function countClasses({ organisation, asOf }: OrganisationStatistics, { loaders }: CoursesContext) {
  const place = await loaders.readablePlaceById.load(organisation.id)
  return place && ((await loaders.classesOn(asOf).load(place.id)) ?? NONE)
}
