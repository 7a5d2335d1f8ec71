import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/member.ts"
import { Certificate } from "./certificate.type.ts"
import { Member } from "./member.type.ts"
import { Organisation } from "./organisation.stub.ts"

@Resolver(() => Member)
export class MemberResolver {
  @FieldResolver(() => Organisation, {
    nullable: true,
    description: "Where the person takes part today: the organisation they belong to directly, else the one they report in to; null when there is none.",
  })
  branch(@Root() { branchId }: domain.Member, @Ctx() _context: PeopleContext): Organisation | null {
    return branchId ? { id: branchId } : null
  }

  @FieldResolver(() => [Certificate], { description: "证书: what the person is certified in, the newest first; a few." })
  certificates(@Root() { id }: domain.Member, @Ctx() { loaders }: PeopleContext): Promise<Certificate[]> {
    return loaders.certificatesByMember.load(id)
  }
}
