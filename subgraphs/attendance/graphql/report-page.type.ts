import { Field, Int, ObjectType } from "type-graphql"
import { encodeCursor, type Page } from "../../shared/page.ts"
import { PageInfo } from "../../shared/graphql/page-info.type.ts"
import type { ReportAsked, ReportGap as Gap } from "../domain/report.ts"
import { ReportGap, ReportHeader } from "./report-header.type.ts"

type Lazy<Value> = Value | (() => Value | Promise<Value>)

/** What every page of a report has besides its rows. */
@ObjectType({ description: "A page of a report; only its kinds are published.", simpleResolvers: true })
export abstract class ReportPage {
  @Field(() => ReportHeader, { description: "What it takes to ask for the same again." })
  header!: ReportAsked

  @Field(() => [ReportGap], { description: "数据缺口: what the figures do not know; a few, none is the good answer." })
  gaps!: Lazy<readonly Gap[]>

  @Field(() => Int, { description: "How many rows the whole report has; counted only when asked." })
  totalCount!: Lazy<number>

  @Field(() => PageInfo, { description: "Whether more follows, and where to go on." })
  pageInfo!: PageInfo
}

/** Turn a page of a report's rows into what its type answers. */
export function toReportPage<Item>({ asked, page }: { asked: ReportAsked; page: Page<Item> }): ReportPage & { nodes: readonly Item[] } {
  const last = page.items.at(-1)
  return {
    header: asked,
    gaps: () => asked.report.gaps(),
    totalCount: () => page.totalCount(),
    pageInfo: { hasNextPage: page.hasNextPage, endCursor: last === undefined ? null : encodeCursor(page.positionOf(last)) },
    nodes: page.items,
  }
}
