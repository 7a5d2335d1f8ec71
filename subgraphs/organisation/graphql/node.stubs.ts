import { Directive, Field, ID, ObjectType } from "type-graphql"
import { Node } from "../../shared/graphql/node.type.ts"

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ implements: Node, simpleResolvers: true })
export class Member {
  @Field(() => ID)
  id!: string
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ implements: Node, simpleResolvers: true })
class Account {
  @Field(() => ID)
  id!: string
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ implements: Node, simpleResolvers: true })
class PartySchool {
  @Field(() => ID)
  id!: string
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ implements: Node, simpleResolvers: true })
class Venue {
  @Field(() => ID)
  id!: string
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ implements: Node, simpleResolvers: true })
class Teacher {
  @Field(() => ID)
  id!: string
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ implements: Node, simpleResolvers: true })
class Course {
  @Field(() => ID)
  id!: string
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ implements: Node, simpleResolvers: true })
class TrainingClass {
  @Field(() => ID)
  id!: string
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ implements: Node, simpleResolvers: true })
class Lesson {
  @Field(() => ID)
  id!: string
}

/** The things of other owners that `node` may answer with. */
export const NODE_STUBS = [Member, Account, PartySchool, Venue, Teacher, TrainingClass, Lesson, Course]
