import { Directive, Field, ID, ObjectType } from "type-graphql"

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ simpleResolvers: true })
export class TrainingClass {
  @Field(() => ID)
  id!: string
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ simpleResolvers: true })
export class Teacher {
  @Field(() => ID)
  id!: string
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ simpleResolvers: true })
export class Venue {
  @Field(() => ID)
  id!: string
}
