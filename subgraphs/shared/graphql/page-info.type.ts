import { Directive, Field, ObjectType } from "type-graphql"

@Directive("@shareable")
@ObjectType({ description: "Where a page of a list ends, and whether more follows.", simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: "True when rows follow this page." })
  hasNextPage!: boolean

  @Field(() => String, { nullable: true, description: "Cursor of the page's last row, for `after`; null on an empty page." })
  endCursor!: string | null
}
