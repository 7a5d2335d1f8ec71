import { Field, Float, Int, ObjectType } from "type-graphql"
import type * as domain from "../domain/leadership.ts"

@ObjectType({
  description: "领导班子统计: who was elected in a round, in figures. Rounded half-up to one decimal, once; null where nothing is known, which is not zero.",
  simpleResolvers: true,
})
export class LeadershipStatistics implements domain.LeadershipStatistics {
  @Field(() => Int, { description: "Those elected whose age and education are known (persons)." })
  counted!: number

  @Field(() => Int, { description: "Those elected of whom one or both are not known (persons)." })
  unknown!: number

  @Field(() => Float, { nullable: true, description: "平均年龄: in completed years on the day of the election." })
  averageAge!: number | null

  @Field(() => Float, { nullable: true, description: "与上届差: years more, or fewer, than at the election before; null where that one is not known." })
  averageAgeChange!: number | null

  @Field(() => Float, { nullable: true, description: "大专及以上占比: in per cent." })
  collegeOrAboveShare!: number | null

  @Field(() => Float, { nullable: true, description: "The change of that share in percentage points (百分点)." })
  collegeOrAboveChangePoints!: number | null

  @Field(() => Float, {
    nullable: true,
    description: "The same change in per cent of the former share: from 60 to 80 it is 20 points and 33.3 per cent. Null where there was none.",
  })
  collegeOrAboveChangePercent!: number | null
}
