import { Field, Float, Int, ObjectType } from "type-graphql"

@ObjectType({ description: "What a year comes to for the people of a report; every count is of persons (人), each once.", simpleResolvers: true })
export class HoursTotals {
  @Field(() => Int, { description: "党员数（分母）: persons of whom something is required." })
  denominator!: number

  @Field(() => Int, { description: "达标: persons of these with all hours and sessions." })
  compliant!: number

  @Field(() => Float, {
    nullable: true,
    description: "达标率: `compliant` of `denominator` in per cent, half up to one decimal; null where nothing is required of anybody.",
  })
  rate!: number | null

  @Field(() => Float, { description: "合计计入: credited 学时 of the persons in the denominator." })
  credited!: number

  @Field(() => Float, { description: "应修学时 of the same persons." })
  required!: number

  @Field(() => Float, { description: "差额: what each of these persons lacks, added up; the surplus of one never fills the gap of another." })
  gap!: number
}

@ObjectType({ description: "其中书记委员: secretaries and members of committees among the persons (人).", simpleResolvers: true })
export class LeaderFigures {
  @Field(() => Int, { description: "Persons who are leaders and of whom something is required." })
  denominator!: number

  @Field(() => Int, { description: "Persons of these with all hours and sessions." })
  compliant!: number

  @Field(() => Float, { nullable: true, description: "书记委员达标率 in per cent, half up to one decimal; null where there is no leader." })
  rate!: number | null
}
