import { Directive, Field, ID, Int, ObjectType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { Node } from "../../shared/graphql/node.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/organisation.ts"
import { OrganisationKind, OrganisationLevel, OrganisationSetting } from "./enums.ts"

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: "党组织: an organisation of the Party, a node of the city's tree.", simpleResolvers: true })
export class Organisation implements domain.Organisation {
  @Field(() => ID, { description: "`organisation_…`" })
  id!: string

  // Letters and histories of people name their places by themselves (@provides), also to those who see no more of them.
  @Directive("@shareable")
  @Field(() => String, { description: "Full name: 中共元宝社区总支部委员会." })
  name!: string

  @Field(() => String, { description: "Customary short name, where there is one; else the full name." })
  shortName!: string

  @Field(() => OrganisationKind, { description: "Committee, general branch, branch …" })
  kind!: domain.Kind

  @Field(() => OrganisationLevel, { description: "City, district, street, community, or inside a community." })
  level!: domain.Level

  @Field(() => OrganisationSetting, { description: "The kind of unit it works in." })
  setting!: domain.Setting

  @Field(() => DateScalar, { description: "The day from which it exists." })
  foundedOn!: string

  @Field(() => DateScalar, { nullable: true, description: "The first day on which it was no more; null while it stands." })
  dissolvedOn!: string | null

  @Field(() => DateScalar, {
    nullable: true,
    description: "The day as of which it is shown, with its way, children and officers of that day; null: today.",
  })
  asOf!: string | null

  parentId!: string | null
  path!: string
  divisionId!: string | null
}

export const OrganisationConnection = connectionOf("Organisation", () => Organisation, "organisations")

@ObjectType({ description: "行政区划: the administrative division that an organisation answers for.", simpleResolvers: true })
export class Division {
  @Field(() => String, { description: "Code by GB/T 2260 and its extensions: 6 digits for a district, 9 for a street, 12 for a community." })
  code!: string

  @Field(() => String, { description: "Name as the state lists it, 柳北区." })
  name!: string

  @Field(() => OrganisationLevel, { description: "City, district, street or community." })
  level!: domain.Level
}

@ObjectType({ description: "How many communities have which kind of top organisation.", simpleResolvers: true })
export class CommunityOrganisations {
  @Field(() => Int, { description: "党委" })
  committees!: number

  @Field(() => Int, { description: "党总支" })
  generalBranches!: number

  @Field(() => Int, { description: "党支部" })
  branches!: number

  @Field(() => Int, { description: "All together, other kinds included." })
  total!: number
}

@Directive('@key(fields: "organisation { id } asOf")')
@ObjectType({ description: "Figures of an organisation's whole subtree on one day.", simpleResolvers: true })
export class OrganisationStatistics {
  @Field(() => Organisation, { description: "The root of the subtree." })
  organisation!: Organisation

  @Field(() => DateScalar, { description: "The day on which the figures hold." })
  asOf!: string
}
