import { Directive, Field, ID, ObjectType } from "type-graphql"
import { Node } from "../../shared/graphql/node.type.ts"
import type * as shared from "../../shared/viewer.ts"
import { Role } from "./enums.ts"
import { Member } from "./member.type.ts"
import { Organisation } from "./organisation.stub.ts"

@ObjectType({ description: "A role at an organisation, in force now over its whole subtree.", simpleResolvers: true })
export class Grant {
  @Field(() => Role, { description: "What the account may do." })
  role!: shared.Role

  @Field(() => Organisation, { nullable: true, description: "Where, and in everything below." })
  organisation!: Organisation | null
}

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: "Who signs in: the viewer's own account.", simpleResolvers: true })
export class Account {
  @Field(() => ID, { description: "`account_…`" })
  id!: string

  @Field(() => String, { description: "Name to greet the person by." })
  name!: string

  @Field(() => [Grant], { description: "Roles in force; empty for a plain member. An account has few." })
  grants!: Grant[]

  @Field(() => Member, { nullable: true, description: "The viewer's own record; null for staff who are no members here." })
  member!: Member | null
}
