import { Directive, Field, Float, ObjectType, registerEnumType } from "type-graphql"
import { DateScalar } from "./scalars.ts"

export const Precision = { EXACT: "EXACT", ABOUT: "ABOUT", OVER: "OVER", UNKNOWN: "UNKNOWN" } as const
export type Precision = keyof typeof Precision

registerEnumType(Precision, {
  name: "Precision",
  description: "How exact a figure is (精度). Reports mix counted figures with rounded ones; this keeps them apart.",
  valuesConfig: {
    EXACT: { description: "准确: counted, or given as exact by its source." },
    ABOUT: { description: "约、近: about so many." },
    OVER: { description: "余、多: more than so many; a lower bound." },
    UNKNOWN: { description: "不详: not known, which is not zero." },
  },
})

@Directive("@shareable")
@ObjectType({ description: "统计数字: one figure, with the day on which it held, how exact it is and where it comes from.", simpleResolvers: true })
export class Figure {
  @Field(() => String, { description: "What was measured, for programs: `MEMBERS`, or the name under which an organisation reports it." })
  measure!: string

  @Field(() => String, { description: "What was measured, for people: 党员." })
  label!: string

  @Field(() => Float, { nullable: true, description: "The number; null when it is not known." })
  value!: number | null

  @Field(() => Precision, { description: "Counted, rounded, a lower bound, or not known." })
  precision!: Precision

  @Field(() => String, { description: "What is counted: 人 (persons), 人次 (person-times), 个, 平方米." })
  unit!: string

  @Field(() => DateScalar, { description: "The day on which it held; of a reported figure possibly earlier than the day asked for." })
  asOf!: string

  @Field(() => String, { description: "Where it comes from: counted here, or the report." })
  source!: string
}

/** Make a figure that was counted in the books. */
export function counted(measure: string, label: string, value: number, unit: string, asOf: string): Figure {
  return { measure, label, value, precision: "EXACT", unit, asOf, source: "counted in the books" }
}
