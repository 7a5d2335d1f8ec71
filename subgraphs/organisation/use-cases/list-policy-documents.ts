import { type Page, isDay, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"
import type { PolicyDocument } from "../domain/policy-document.ts"

/**
 * List the documents in force on a day, or all that ever were, the newest first. They are everyone's to read.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export function listPolicyDocuments(
  { records }: Pick<OrganisationContext, "records">,
  asked: { asOf?: string | null; first?: number | null; after?: string | null },
): Promise<Page<PolicyDocument>> {
  return records.documents.list(asked.asOf ?? null, pageRequest(asked, [isDay, idOf("document")]))
}
