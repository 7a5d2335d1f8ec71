import { FieldResolver, Resolver, Root } from "type-graphql"
import { fileUrl } from "../../shared/files.ts"
import type * as domain from "../domain/evidence.ts"
import { Evidence } from "./evidence.type.ts"

@Resolver(() => Evidence)
export class EvidenceResolver {
  @FieldResolver(() => String, {
    description: "Where it is fetched (`GET` with the same token), as a download, by whoever may see the record that it belongs to.",
  })
  url(@Root() { id }: domain.Evidence): string {
    return fileUrl(id)
  }
}
