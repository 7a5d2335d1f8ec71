import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/certificate.ts"
import { recordCertificate } from "../use-cases/record-certificate.ts"
import { Certificate, CertificateKind } from "./certificate.type.ts"

@InputType({ description: "A certificate to record." })
class RecordCertificateInput {
  @Field(() => ID, { description: "Who holds it: `member_…`" })
  member!: string

  @Field(() => CertificateKind, { description: "What it is of." })
  kind!: domain.CertificateKind

  @Field(() => String, { description: "As it is called." })
  title!: string

  @Field(() => String, { nullable: true, description: "Level, where there are levels." })
  level?: string | null

  @Field(() => String, { nullable: true, description: "The number printed on it." })
  number?: string | null

  @Field(() => String, { description: "Who issued it." })
  issuer!: string

  @Field(() => DateScalar, { description: "The day of issue, not in the future." })
  issuedOn!: string

  @Field(() => DateScalar, { nullable: true, description: "The last day on which it holds." })
  validUntil?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The certificate stands in the books.", simpleResolvers: true })
class CertificateRecorded {
  @Field(() => Certificate, { description: "As it was recorded." })
  certificate!: domain.Certificate
}

const RecordCertificateResult = resultUnion("recordCertificate", CertificateRecorded, [InvalidInput, NotAllowed], "What became of a certificate.")

@Resolver()
export class RecordCertificateMutation {
  @Mutation(() => RecordCertificateResult, {
    nullable: true,
    description: "Record a certificate; for those who keep the books of the person's branch (coordinator, secretary, admin).",
  })
  async recordCertificate(
    @Arg("input", () => RecordCertificateInput, { description: "Whose, and what." }) input: RecordCertificateInput,
    @Ctx() context: PeopleContext,
  ) {
    const result = await recordCertificate(context, { ...input, memberId: input.member })
    return answerOf(result, "CertificateRecorded", (certificate) => ({ certificate }))
  }
}
