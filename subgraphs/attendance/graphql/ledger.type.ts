import { Field, Float, ID, Int, ObjectType } from "type-graphql"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/ledger-verification.ts"

@ObjectType({ description: "The first thing in the ledger that is not as it was sealed.", simpleResolvers: true })
export class LedgerBreak {
  @Field(() => ID, { description: "`entry_…` or `act_…`; `seal-3` where the third seal itself is not right." })
  id!: string

  @Field(() => Int, {
    nullable: true,
    description: "Its place in the ledger, the first row being 1; null for a row that no seal knows, which was put in from outside.",
  })
  position!: number | null
}

@ObjectType({ description: "台账核验: what a verification of the ledger came to.", simpleResolvers: true })
export class LedgerVerification implements domain.LedgerVerification {
  @Field(() => Boolean, { description: "Whether everything is as it was sealed, nothing is missing and nothing was put in." })
  intact!: boolean

  @Field(() => Int, { description: "How many rows were compared with what was sealed of them: facts and acts, within what was asked." })
  entries!: number

  @Field(() => Int, { description: "Rows that wait for their seal; they are in the ledger for a few seconds." })
  unsealed!: number

  @Field(() => Int, { description: "封存: how many seals there are." })
  seals!: number

  @Field(() => LedgerBreak, { nullable: true, description: "Where the ledger is broken first; null while it is intact." })
  firstBroken!: domain.LedgerVerification["firstBroken"]

  @Field(() => String, { nullable: true, description: "What is wrong there, in words; null while the ledger is intact." })
  problem!: string | null

  @Field(() => String, { description: "Hash of the last seal, 64 hexadecimal digits: whoever keeps it can show that nothing up to it was changed later." })
  root!: string

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the seals agree with the heads that were published outside the database; null where none are published.",
  })
  headMatches!: boolean | null

  @Field(() => DateTimeScalar, { description: "When the reading ended." })
  verifiedAt!: Date

  @Field(() => Float, { description: "How long the reading took." })
  seconds!: number
}

@ObjectType({ description: "封存: a Merkle root over rows of the ledger, chained to the seal before.", simpleResolvers: true })
export class LedgerSeal {
  @Field(() => Int, { description: "The first is 1, and none is left out." })
  number!: number

  @Field(() => String, { description: "Hash of the seal before; zeros for the first." })
  previous!: string

  @Field(() => Int, { description: "How many rows it covers, at most 4,096." })
  count!: number

  @Field(() => String, { description: "Merkle root (RFC 9162) over the rows' lines." })
  root!: string

  @Field(() => String, { description: "SHA-256 of the JSON array of number, previous, count, root and sealedAt in UTC with milliseconds." })
  hash!: string

  @Field(() => DateTimeScalar, { description: "When it was made." })
  sealedAt!: Date
}

@ObjectType({ description: "存证: shows to anybody that one row was sealed as it is, and nothing of any other row.", simpleResolvers: true })
export class LedgerProof {
  @Field(() => String, {
    description: "The row as it was sealed: the table's name and its columns, with tabs between. Its leaf is SHA-256 of a zero byte and this line.",
  })
  line!: string

  @Field(() => Int, { description: "Its place among the rows of its seal, the first being 0." })
  index!: number

  @Field(() => [String], { description: "Hashes from the leaf to the root, the nearest first (RFC 9162, 2.1.3); at most 12." })
  path!: string[]

  @Field(() => LedgerSeal, { description: "The seal whose root they lead to." })
  seal!: domain.LedgerProof["seal"]
}
