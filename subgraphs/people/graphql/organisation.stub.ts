import { Directive, Field, ID, ObjectType } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"

@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true })
export class Organisation {
  @Field(() => ID)
  id!: string

  // Its owner's; answered here only where a letter or a history names the place (@provides).
  @Directive("@external")
  @Field(() => String)
  name?: string

  // Its owner's: the day as of which it is shown. What is said of its people follows it (@requires).
  @Directive("@external")
  @Field(() => DateScalar, { nullable: true })
  asOf?: string | null
}

@Directive('@key(fields: "organisation { id } asOf")')
@ObjectType({ simpleResolvers: true })
export class OrganisationStatistics {
  @Field(() => Organisation)
  organisation!: Organisation

  @Field(() => DateScalar)
  asOf!: string
}
