import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as organisation from "../domain/organisation.ts"
import type * as domain from "../domain/policy-document.ts"
import type * as term from "../domain/term.ts"
import { OrganisationKind, OrganisationLevel, OrganisationSetting } from "./enums.ts"

export const RuleStatus = { NATIONAL: "NATIONAL", LOCAL: "LOCAL", ASSUMED: "ASSUMED" } as const

registerEnumType(RuleStatus, {
  name: "TermRuleStatus",
  description: "How well founded a rule is (规则依据).",
  valuesConfig: {
    NATIONAL: { description: "全国: read in a document that holds everywhere." },
    LOCAL: { description: "地方: read in a document of this city or its province." },
    ASSUMED: { description: "推定: known at second hand, or assumed to have held before; to be confirmed." },
  },
})

@ObjectType({ description: "政策文件: a document of the Party that rules cite.", simpleResolvers: true })
export class PolicyDocument implements domain.PolicyDocument {
  @Field(() => ID, { description: "`document_…`" })
  id!: string

  @Field(() => String, { description: "Full title, 中国共产党支部工作条例（试行）." })
  title!: string

  @Field(() => String, { nullable: true, description: "文号: the document's number, where it has one." })
  number!: string | null

  @Field(() => String, { description: "发文机关: who issued it." })
  issuer!: string

  @Field(() => String, { description: "适用范围: where it holds, 全国 or a place." })
  scope!: string

  @Field(() => DateScalar, { description: "First day in force." })
  effectiveFrom!: string

  @Field(() => DateScalar, { nullable: true, description: "The first day on which it no longer holds; null while it does." })
  effectiveTo!: string | null

  @Field(() => String, { nullable: true, description: "Where its text can be read; as recorded, not checked." })
  url!: string | null
}

export const PolicyDocumentConnection = connectionOf("PolicyDocument", () => PolicyDocument, "policy documents")

@ObjectType({ description: "任期规则: how many years a committee sits. The narrowest rule in force on the day of election decides.", simpleResolvers: true })
export class TermRule implements Omit<term.TermRule, "kinds" | "settings" | "levels"> {
  @Field(() => Int, { description: "任期年限: how long a term is." })
  years!: number

  @Field(() => String, { description: "The article of the document; empty where it is not known." })
  article!: string

  @Field(() => RuleStatus, { description: "How well founded it is." })
  status!: term.RuleStatus

  @Field(() => [OrganisationKind], { description: "For which kinds, at most 7; empty for any." })
  kinds!: organisation.Kind[]

  @Field(() => [OrganisationSetting], { description: "For which settings, at most 6; empty for any." })
  settings!: organisation.Setting[]

  @Field(() => [OrganisationLevel], { description: "For which levels, at most 5; empty for any." })
  levels!: organisation.Level[]

  @Field(() => DateScalar, { description: "The first day of elections that it decides." })
  effectiveFrom!: string

  @Field(() => DateScalar, { nullable: true, description: "The first day of elections that it no longer decides." })
  effectiveTo!: string | null

  id!: string
  documentId!: string
}
