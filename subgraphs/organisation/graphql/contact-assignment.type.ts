import { Field, ID, ObjectType } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/contact-assignment.ts"
import type { Level } from "../domain/organisation.ts"
import { OrganisationLevel } from "./enums.ts"

@ObjectType({ description: "联系点: a leader who keeps contact with an organisation.", simpleResolvers: true })
export class ContactAssignment implements domain.ContactAssignment {
  @Field(() => ID, { description: "`assignment_…`" })
  id!: string

  @Field(() => OrganisationLevel, { description: "Of which level the leader is." })
  level!: Level

  @Field(() => DateScalar, { description: "First day of the contact." })
  since!: string

  @Field(() => DateScalar, { nullable: true, description: "The first day on which it is no longer kept; null while no end is known." })
  until!: string | null

  @Field(() => String, { nullable: true, description: "What the contact is for, where noted." })
  note!: string | null

  organisationId!: string
  leaderId!: string
}
