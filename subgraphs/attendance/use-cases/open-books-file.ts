import type { BooksFile } from "../domain/books-file.ts"
import type { BooksKind, Export } from "../domain/export.ts"
import { openAuditPackage } from "./open-audit-package.ts"
import { openOneRoster } from "./open-one-roster.ts"
import type { ReportSources } from "./open-report.ts"
import { HOME_PAGE, openXapi } from "./open-xapi.ts"

/**
 * Open what an export of books hands out, for the viewer of these sources: the same bytes as the command of the same parameters. Null for what is hidden from
 * them by now.
 */
export async function openBooksFile(
  sources: ReportSources,
  kind: BooksKind,
  { organisationId: organisation, parameters, purpose, watermark }: Pick<Export, "organisationId" | "parameters" | "purpose" | "watermark">,
): Promise<BooksFile | null> {
  const { year, asOf, reports = null, homePage = HOME_PAGE } = parameters
  if (year === null) throw new Error("an export of books is of a year")
  const asked = { organisation, year, asOf, purpose }
  if (kind === "AUDIT_PACKAGE") return openAuditPackage(sources, { ...asked, reports, watermark })
  return kind === "XAPI" ? openXapi(sources, { ...asked, homePage }) : openOneRoster(sources, asked)
}
