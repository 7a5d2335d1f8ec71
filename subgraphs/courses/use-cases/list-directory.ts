import { BadInput } from "../../shared/errors.ts"
import { type Page, isText, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { DirectoryEntry, DirectoryKind } from "../data/directory.repository.ts"

type Asked = {
  organisation?: string | null
  search?: string | null
  subject?: string | null
  category?: string | null
  includeShared?: boolean | null
  first?: number | null
  after?: string | null
}

const LONGEST_SEARCH = 64

/**
 * List the schools, venues, teachers or courses that the viewer may have to do with, by name: of the viewer's subtrees and the organisations above,
 * and venues that are shared with these.
 *
 * @throws {BadInput} when an id is of another kind, a word is too long, or `first` or `after` is not good.
 */
export function listDirectory({ directory }: Pick<CoursesContext, "directory">, kind: DirectoryKind, asked: Asked): Promise<Page<DirectoryEntry>> {
  const { organisation, category = null, includeShared } = asked
  const organisationId = organisation == null ? null : requireId("organisation", organisation, "organisation")
  const [search, subject] = [wordOf("search", asked.search), wordOf("subject", asked.subject)]
  const request = pageRequest(asked, [isText, idOf(kind)])
  return directory.list(kind, { organisationId, search, subject, category, includeShared: includeShared ?? true }, request)
}

function wordOf(argument: string, text: string | null | undefined): string | null {
  if (text != null && (text.length > LONGEST_SEARCH || text.includes("\0"))) {
    throw new BadInput(argument, `Argument \`${argument}\` must be a word of at most ${LONGEST_SEARCH} characters.`)
  }
  return text?.trim() || null
}
