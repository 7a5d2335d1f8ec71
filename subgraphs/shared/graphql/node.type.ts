import { Field, ID, InterfaceType } from "type-graphql"
import type { NodeKind } from "../typeid.ts"

/** The GraphQL type behind each kind of id. */
export const TYPE_OF_KIND: Record<NodeKind, string> = {
  organisation: "Organisation",
  member: "Member",
  account: "Account",
  school: "PartySchool",
  venue: "Venue",
  teacher: "Teacher",
  class: "TrainingClass",
  lesson: "Lesson",
  course: "Course",
}

@InterfaceType({
  description: "Anything that can be fetched again by its id alone.",
  // All four subgraphs share this class: each registers its own types alone.
  autoRegisterImplementations: false,
  resolveType: ({ id }: { id: string }) => TYPE_OF_KIND[id.slice(0, id.indexOf("_")) as NodeKind],
})
export abstract class Node {
  @Field(() => ID, { description: "Opaque, stable, and says its kind: `member_01k…`." })
  id!: string
}
