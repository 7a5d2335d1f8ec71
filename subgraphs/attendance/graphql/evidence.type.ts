import { Field, ID, Int, ObjectType } from "type-graphql"
import type * as domain from "../domain/evidence.ts"

@ObjectType({ description: "佐证材料: a scan, a slip or a certificate that is kept, sealed, with what it proves.", simpleResolvers: true })
export class Evidence implements domain.Evidence {
  @Field(() => ID, { description: "By which a later act may name it again: `evidence_…`" })
  id!: string

  @Field(() => String, { description: "What the file was called when it was sent, with the ending of what it is." })
  name!: string

  @Field(() => String, { description: "What it is by its content, not by its name: `image/jpeg`, `application/pdf` …" })
  mediaType!: string

  @Field(() => Int, { description: "How long it is, in bytes." })
  bytes!: number

  @Field(() => String, { description: "SHA-256 of the content, in hexadecimal: proves that it is the file that was sent." })
  sha256!: string
}
