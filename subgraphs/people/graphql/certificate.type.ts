import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/certificate.ts"

export const CertificateKind = { DEVELOPMENT_COURSE: "DEVELOPMENT_COURSE", SOCIAL_WORKER: "SOCIAL_WORKER", SKILL: "SKILL", OTHER: "OTHER" } as const

registerEnumType(CertificateKind, {
  name: "CertificateKind",
  description: "What a certificate is of (证书类别).",
  valuesConfig: {
    DEVELOPMENT_COURSE: { description: "发展对象短期集中培训结业证: the short course before admission, 3 days or 24 hours at least (发展党员工作细则)." },
    SOCIAL_WORKER: { description: "社会工作者职业资格: social worker." },
    SKILL: { description: "职业技能: a skill or a trade." },
    OTHER: { description: "其他: any other." },
  },
})

@ObjectType({ description: "证书: a certificate that a person holds.", simpleResolvers: true })
export class Certificate implements domain.Certificate {
  @Field(() => ID, { description: "`certificate_…`" })
  id!: string

  @Field(() => CertificateKind, { description: "What it is of." })
  kind!: domain.CertificateKind

  @Field(() => String, { description: "As it is called, 助理社会工作师." })
  title!: string

  @Field(() => String, { nullable: true, description: "Level, where there are levels." })
  level!: string | null

  @Field(() => String, { nullable: true, description: "The number printed on it." })
  number!: string | null

  @Field(() => String, { description: "Who issued it." })
  issuer!: string

  @Field(() => DateScalar, { description: "The day of issue." })
  issuedOn!: string

  @Field(() => DateScalar, { nullable: true, description: "The last day on which it holds; null when it does not end." })
  validUntil!: string | null

  memberId!: string
}
