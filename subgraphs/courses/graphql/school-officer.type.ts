import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/school.ts"
import { PartySchool } from "./school.type.ts"

export const SchoolPosition = { HEADMASTER: "HEADMASTER", DEPUTY_HEADMASTER: "DEPUTY_HEADMASTER", BOARD_MEMBER: "BOARD_MEMBER" } as const
registerEnumType(SchoolPosition, {
  name: "SchoolPosition",
  description: "What somebody is in a Party school (党校职务).",
  valuesConfig: {
    HEADMASTER: { description: "校长: leads the school; one at a time." },
    DEPUTY_HEADMASTER: { description: "副校长: stands in for the headmaster." },
    BOARD_MEMBER: { description: "校委会成员: sits on the board." },
  },
})

@ObjectType({ description: "党校负责人: somebody who leads a Party school for a time, a member or from outside.", simpleResolvers: true })
export class SchoolOfficer implements domain.SchoolOfficer {
  @Field(() => ID, { description: "`officer_…`" })
  id!: string

  @Field(() => String, { description: "Name, as it stands on the plate." })
  name!: string

  @Field(() => SchoolPosition, { description: "Headmaster, deputy, or on the board." })
  position!: domain.SchoolPosition

  @Field(() => DateScalar, { description: "First day in office." })
  since!: string

  @Field(() => DateScalar, { nullable: true, description: "First day out of office; null while it is not known." })
  until!: string | null

  memberId!: string | null
}

export const PartySchoolConnection = connectionOf("PartySchool", () => PartySchool, "Party schools")
