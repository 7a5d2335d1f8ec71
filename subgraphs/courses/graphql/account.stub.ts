import { Directive, Field, ID, ObjectType } from "type-graphql"

@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true })
export class Account {
  @Field(() => ID)
  id!: string
}
