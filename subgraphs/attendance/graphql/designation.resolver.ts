import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/designation.ts"
import type { Evidence as EvidenceValue } from "../domain/evidence.ts"
import { listEvidence } from "../use-cases/list-evidence.ts"
import { Designation } from "./designation.type.ts"
import { Member } from "./elsewhere.stubs.ts"
import { Evidence } from "./evidence.type.ts"

@Resolver(() => Designation)
export class DesignationResolver {
  @FieldResolver(() => [Evidence], { description: "佐证材料: what proves it, at most 10." })
  evidence(@Root() { evidence }: domain.Designation, @Ctx() context: AttendanceContext): Promise<EvidenceValue[]> {
    return listEvidence(context, evidence)
  }
}

@Resolver(() => Member)
export class MemberDesignationResolver {
  @FieldResolver(() => [Designation], {
    nullable: true,
    description: "身份认定: as what documents have the person judged, a few; none where the viewer may not read the person.",
  })
  designations(@Root() { id }: Member, @Ctx() { loaders }: AttendanceContext): Promise<domain.Designation[]> {
    return loaders.designationsByMember.load(id)
  }
}
