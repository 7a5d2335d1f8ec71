import { Directive, Field, Float, ID, Int, ObjectType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { Node } from "../../shared/graphql/node.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/lesson.ts"
import { SchoolLevel, TeacherCategory, VenueKind } from "./enums.ts"

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: "党校: a Party school of the city, a district, a street or a community.", simpleResolvers: true })
export class PartySchool implements domain.PartySchool {
  @Field(() => ID, { description: "`school_…`" })
  id!: string

  @Field(() => String, { description: "Name as on its plate, 元宝社区党校." })
  name!: string

  @Field(() => SchoolLevel, { description: "Who keeps it." })
  level!: domain.SchoolLevel

  @Field(() => Boolean, { description: "示范党校: honoured as a demonstration school." })
  isDemonstration!: boolean

  @Field(() => DateScalar, { description: "The day it was founded." })
  establishedOn!: string

  organisationId!: string
}

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: "场地: a room or place where lessons are held.", simpleResolvers: true })
export class Venue implements domain.Venue {
  @Field(() => ID, { description: "`venue_…`" })
  id!: string

  @Field(() => String, { description: "Name of the room, with the house it is in." })
  name!: string

  @Field(() => VenueKind, { description: "What kind of place." })
  kind!: domain.VenueKind

  @Field(() => Int, { description: "容量: how many people it holds." })
  capacity!: number

  @Field(() => [String], { description: "设备: what it is equipped with, a dozen words at most." })
  equipment!: string[]

  organisationId!: string
}

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: "师资: someone who teaches, a member or from outside.", simpleResolvers: true })
export class Teacher implements domain.Teacher {
  @Field(() => ID, { description: "`teacher_…`" })
  id!: string

  @Field(() => String, { description: "Name, as announced." })
  name!: string

  @Field(() => TeacherCategory, { description: "Where the teacher comes from." })
  category!: domain.TeacherCategory

  @Field(() => String, { description: "单位: the unit the teacher belongs or belonged to." })
  unit!: string

  @Field(() => String, { nullable: true, description: "职务职称: post or professional title." })
  title!: string | null

  @Field(() => [String], { description: "专长: subjects taught, a dozen at most." })
  subjects!: string[]
}

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: "培训班: a training class of several lessons.", simpleResolvers: true })
export class TrainingClass implements domain.TrainingClass {
  @Field(() => ID, { description: "`class_…`" })
  id!: string

  @Field(() => String, { description: "Title of the class, as announced." })
  name!: string

  @Field(() => SchoolLevel, { description: "Who keeps it." })
  level!: domain.SchoolLevel

  @Field(() => Int, { description: "The year it belongs to." })
  year!: number

  @Field(() => DateScalar, { description: "First day." })
  startsOn!: string

  @Field(() => DateScalar, { description: "Last day, included." })
  endsOn!: string

  @Field(() => Int, { description: "计划人数: places planned." })
  plannedPlaces!: number

  @Field(() => Float, { description: "Study hours (学时) of the whole class." })
  hours!: number

  organisationId!: string
}

export const TrainingClassConnection = connectionOf("TrainingClass", () => TrainingClass, "training classes")
