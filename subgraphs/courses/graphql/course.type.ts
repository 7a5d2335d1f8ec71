import { Directive, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { Node } from "../../shared/graphql/node.type.ts"
import type * as domain from "../domain/course.ts"
import type { Category } from "../domain/lesson.ts"
import { LessonCategory } from "./enums.ts"

export const CourseKind = {
  LECTURE: "LECTURE",
  SEMINAR: "SEMINAR",
  DISCUSSION: "DISCUSSION",
  SITE_TEACHING: "SITE_TEACHING",
  PRACTICE: "PRACTICE",
  ONLINE_COURSE: "ONLINE_COURSE",
} as const
registerEnumType(CourseKind, {
  name: "CourseKind",
  description: "In which form a course is taught (教学形式).",
  valuesConfig: {
    LECTURE: { description: "讲授: one speaks, the others listen." },
    SEMINAR: { description: "研讨: papers or questions are worked on together." },
    DISCUSSION: { description: "座谈: all speak." },
    SITE_TEACHING: { description: "现场教学: at the place that it is about." },
    PRACTICE: { description: "实践: something is done." },
    ONLINE_COURSE: { description: "网络课程: followed online." },
  },
})

@ObjectType({ description: "课件资料: a link to what is read or shown.", simpleResolvers: true })
export class CourseMaterial implements domain.CourseMaterial {
  @Field(() => String, { description: "What it is, for people." })
  title!: string

  @Field(() => String, { description: "Where it is: an https or http address." })
  url!: string
}

@InputType({ description: "A link to what is read or shown." })
export class CourseMaterialInput implements domain.CourseMaterial {
  @Field(() => String, { description: "What it is, for people; at most 200 characters." })
  title!: string

  @Field(() => String, { description: "An https or http address, at most 1,000 characters." })
  url!: string
}

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: "课程: what is taught, whenever and by whom.", simpleResolvers: true })
export class Course implements domain.Course {
  @Field(() => ID, { description: "`course_…`" })
  id!: string

  @Field(() => String, { description: "Name, as in the catalogue." })
  name!: string

  @Field(() => CourseKind, { description: "In which form it is taught." })
  kind!: domain.CourseKind

  @Field(() => LessonCategory, { description: "What its lessons count as, unless a lesson says otherwise." })
  category!: Category

  @Field(() => String, { nullable: true, description: "专题: the subject that it belongs to." })
  topic!: string | null

  @Field(() => String, { nullable: true, description: "教学大纲: what is taught, part by part." })
  syllabus!: string | null

  @Field(() => Float, { description: "学时: study hours, in halves." })
  hours!: number

  @Field(() => Boolean, { description: "在开: false for one that gets no new lessons." })
  isOffered!: boolean

  @Field(() => Int, { description: "Counts the changes made; an edit names the version it saw." })
  version!: number

  @Field(() => [CourseMaterial], { description: "Links, in their order; at most 20." })
  materials!: domain.CourseMaterial[]

  organisationId!: string
  organisationPath!: string
}

export const CourseConnection = connectionOf("Course", () => Course, "courses")
