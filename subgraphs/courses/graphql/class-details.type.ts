import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql"
import type { CoOrganiser } from "../domain/lesson-to-place.ts"

export const ClassState = { PLANNED: "PLANNED", OPEN: "OPEN", CANCELLED: "CANCELLED" } as const
registerEnumType(ClassState, {
  name: "ClassState",
  description: "How far a training class has come (培训班状态).",
  valuesConfig: {
    PLANNED: { description: "计划: its own planners alone enter people." },
    OPEN: { description: "开放: those who plan for the people enter them." },
    CANCELLED: { description: "已取消: does not take place." },
  },
})

@ObjectType({ description: "协办单位: a partner that holds a class together with its organisation, of the tree or outside it.", simpleResolvers: true })
export class ClassCoOrganiser implements CoOrganiser {
  @Field(() => String, { description: "Name of the unit, as announced." })
  name!: string

  organisationId!: string | null
}

@InputType({ description: "A partner that holds a class together with its organisation." })
export class ClassCoOrganiserInput {
  @Field(() => String, { description: "Name of the unit, as announced; at most 200 characters." })
  name!: string

  @Field(() => ID, { nullable: true, description: "Where it is one of the tree: `organisation_…`" })
  organisation?: string | null
}
