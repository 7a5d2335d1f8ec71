import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/designation.ts"

export const DesignationKind = { CADRE: "CADRE", EXEMPT: "EXEMPT" } as const

registerEnumType(DesignationKind, {
  name: "DesignationKind",
  description: "What a document says of somebody's years of study (身份认定).",
  valuesConfig: {
    CADRE: { description: "干部: owes what the rule set asks of cadres, where it asks something of its own." },
    EXEMPT: { description: "免修: owes nothing, of age or illness; somebody brings the content home." },
  },
})

@ObjectType({ description: "身份认定: somebody is judged as a cadre, or exempt, in some years, by a document.", simpleResolvers: true })
export class Designation implements Omit<domain.Designation, "evidence" | "memberId"> {
  @Field(() => ID, { description: "Of this record: `designation_…`" })
  id!: string

  @Field(() => DesignationKind, { description: "As what." })
  kind!: domain.DesignationKind

  @Field(() => Int, { description: "The first year." })
  fromYear!: number

  @Field(() => Int, { nullable: true, description: "The last year; null while it goes on." })
  toYear!: number | null

  @Field(() => String, { description: "Why." })
  reason!: string

  @Field(() => String, { nullable: true, description: "文号 of the document that says so." })
  documentNumber!: string | null

  @Field(() => DateTimeScalar, { description: "When it was recorded." })
  recordedAt!: Date

  @Field(() => String, { description: "The name of whoever recorded it." })
  recordedBy!: string
}
