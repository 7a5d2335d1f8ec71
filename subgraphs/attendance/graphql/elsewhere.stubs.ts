import { Directive, Field, ID, ObjectType } from "type-graphql"

@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true })
export class Member {
  @Field(() => ID)
  id!: string
}

@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true })
export class Lesson {
  @Field(() => ID)
  id!: string
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ simpleResolvers: true })
export class Organisation {
  @Field(() => ID)
  id!: string
}
