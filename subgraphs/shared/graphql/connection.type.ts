import { type ClassType, Directive, Field, Int, ObjectType } from "type-graphql"
import { encodeCursor, type Page } from "../page.ts"
import { PageInfo } from "./page-info.type.ts"

type Lazy<Value> = Value | (() => Value | Promise<Value>)

/**
 * Make the connection type of a noun, with its edge type: `connectionOf("Member", () => Member, "members")`. With `isShared` several
 * subgraphs may have it, of the same node.
 */
export function connectionOf<NodeType extends object>(name: string, node: () => ClassType<NodeType>, plural: string, isShared = false) {
  @WhenShared(isShared)
  @ObjectType(`${name}Edge`, { description: `One of the ${plural} in a page, with its place in the list.`, simpleResolvers: true })
  class Edge {
    @Field(() => String, { description: "Opaque place in the list, for `after`." })
    cursor!: string

    @Field(() => node(), { description: "The row itself." })
    node!: NodeType
  }

  @WhenShared(isShared)
  @ObjectType(`${name}Connection`, { description: `A page of ${plural}, in a stable order.`, simpleResolvers: true })
  class Connection {
    @Field(() => [Edge], { description: "The page's rows with their cursors." })
    edges!: Lazy<Edge[]>

    @Field(() => [node()], { description: "The page's rows." })
    nodes!: readonly NodeType[]

    @Field(() => PageInfo, { description: "Whether more follows, and where to go on." })
    pageInfo!: Lazy<PageInfo>

    @Field(() => Int, { description: "How many rows the whole list has for this viewer; counted only when asked." })
    totalCount!: Lazy<number>
  }
  return Connection as ClassType<ConnectionValue<NodeType>>
}

export type ConnectionValue<Item> = {
  edges: Lazy<{ cursor: string; node: Item }[]>
  nodes: readonly Item[]
  pageInfo: Lazy<PageInfo>
  totalCount: Lazy<number>
}

/** Turn a page into what the connection type answers; edges, cursors and the count are made only when asked. */
export function toConnection<Item>(page: Page<Item>): ConnectionValue<Item> {
  const cursorOf = (item: Item) => encodeCursor(page.positionOf(item))
  const last = page.items.at(-1)
  return {
    nodes: page.items,
    edges: () => page.items.map((item) => ({ cursor: cursorOf(item), node: item })),
    pageInfo: () => ({ hasNextPage: page.hasNextPage, endCursor: last === undefined ? null : cursorOf(last) }),
    totalCount: () => page.totalCount(),
  }
}

function WhenShared(isShared: boolean): ClassDecorator {
  return isShared ? (Directive("@shareable") as ClassDecorator) : () => undefined
}
