import { Field, ID, Int, ObjectType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/access-note.ts"

@ObjectType({
  description:
    "查询与导出日志: one line: who read a report or took one away, when, as what, and why. People whom it was about stand there by their ids, never by name.",
  simpleResolvers: true,
})
export class AccessLogEntry implements domain.AccessEntry {
  @Field(() => ID, { description: "Of the line: `access_…`" })
  id!: string

  @Field(() => DateTimeScalar, { description: "时间: when it was answered or taken away." })
  at!: Date

  @Field(() => String, {
    description: "角色: the widest role that reached the organisation then: ADMIN, AUDITOR, SECRETARY, COORDINATOR, RECORDER, or MEMBER without any.",
  })
  role!: string

  @Field(() => String, { nullable: true, description: "目的: why, in the words of who asked; null where nothing was said." })
  purpose!: string | null

  @Field(() => String, { description: "操作: `query HOURS_DETAIL`, `export HOURS_DETAIL XLSX`, `download HOURS_DETAIL XLSX`." })
  operation!: string

  @Field(() => [String], { description: "对象编号: the persons, lessons or classes that it was about, where it was about single ones; a few." })
  subjects!: string[]

  @Field(() => Int, { nullable: true, description: "返回行数: how many rows were answered or are in the file; null where that is not known." })
  rows!: number | null

  @Field(() => [String], { description: "敏感字段: fields that were read in full; a few, mostly none." })
  sensitiveFields!: string[]

  @Field(() => String, { nullable: true, description: "水印号 of the file; null where there is none." })
  watermark!: string | null

  @Field(() => String, { nullable: true, description: "客户端: the name of the operation that asked; null for one without a name." })
  client!: string | null

  accountName!: string
  accountId!: string
  organisationId!: string | null
  organisationName!: string | null
  exportId!: string | null
}

export const AccessLogEntryConnection = connectionOf("AccessLogEntry", () => AccessLogEntry, "lines of the log")
