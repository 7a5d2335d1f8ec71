import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/organisation.ts"
import type * as change from "../domain/tree-change.ts"
import { OrganisationKind, OrganisationLevel, OrganisationSetting } from "./enums.ts"

export const OrganisationChangeKind = {
  FOUND: "FOUND",
  RENAME: "RENAME",
  CHANGE_KIND: "CHANGE_KIND",
  MOVE: "MOVE",
  MERGE: "MERGE",
  SPLIT: "SPLIT",
  DISSOLVE: "DISSOLVE",
} as const

registerEnumType(OrganisationChangeKind, {
  name: "OrganisationChangeKind",
  description: "What a decision did to the tree (机构变动类别).",
  valuesConfig: {
    FOUND: { description: "成立: an organisation began." },
    RENAME: { description: "更名: it was called otherwise." },
    CHANGE_KIND: { description: "升格、改建: a branch became a general branch, for example." },
    MOVE: { description: "划转: it came to lie below another superior, with everything below it." },
    MERGE: { description: "合并: others were absorbed by one that stays." },
    SPLIT: { description: "拆分: a new one began beside it, with some of its people." },
    DISSOLVE: { description: "撤销: it ended." },
  },
})

/** What every decision on the tree is recorded with. */
@InputType()
export abstract class TreeDecisionInput {
  @Field(() => String, { description: "文号: the number of the document that decided it, at most 64 characters." })
  documentNumber!: string

  @Field(() => DateScalar, { nullable: true, description: "The day of the decision, not in the future." })
  decidedOn?: string | null

  @Field(() => String, { nullable: true, description: "Why, at most 2,000 characters." })
  reason?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

/** The same of decisions on what stands already. */
@InputType()
export abstract class TreeChangeInput extends TreeDecisionInput {
  @Field(() => DateScalar, {
    description: "The first day on which it holds: not in the future, and not before the day from which those that it touches stand as they do.",
  })
  effectiveOn!: string
}

@ObjectType({ description: "How an organisation stood before or after a change, in the words of that time.", simpleResolvers: true })
export class OrganisationSnapshot implements change.Snapshot {
  @Field(() => String, { description: "Full name." })
  name!: string

  @Field(() => String, { description: "Customary short name." })
  shortName!: string

  @Field(() => OrganisationKind, { description: "Committee, general branch, branch …" })
  kind!: domain.Kind

  @Field(() => OrganisationLevel, { description: "Where in the tree it stood." })
  level!: domain.Level

  @Field(() => OrganisationSetting, { description: "The kind of unit it worked in." })
  setting!: domain.Setting

  @Field(() => String, { nullable: true, description: "上级: the full name that its superior had; null at the root." })
  superior!: string | null

  parentId!: string | null
}

@ObjectType({ description: "机构变动: one decision that changed the tree, with its document. Never changed afterwards.", simpleResolvers: true })
export class OrganisationChange implements Omit<change.OrganisationChange, "recordedAt"> {
  @Field(() => ID, { description: "`change_…`" })
  id!: string

  @Field(() => OrganisationChangeKind, { description: "Founded, renamed, moved …" })
  kind!: change.ChangeKind

  @Field(() => DateScalar, { description: "The first day on which it held." })
  effectiveOn!: string

  @Field(() => DateScalar, { nullable: true, description: "The day of the decision, where it was said." })
  decidedOn!: string | null

  @Field(() => String, { description: "文号: the number of the document that decided it." })
  documentNumber!: string

  @Field(() => String, { nullable: true, description: "Why, where it was said." })
  reason!: string | null

  @Field(() => DateTimeScalar, { description: "When it was written down." })
  recordedAt!: Date

  @Field(() => String, { description: "Name of whoever wrote it down." })
  recordedBy!: string
}

export const OrganisationChangeConnection = connectionOf("OrganisationChange", () => OrganisationChange, "changes")
