import DataLoader from "dataloader"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import type { Certificate } from "../domain/certificate.ts"
import type { Member, RosterFilter } from "../domain/member.ts"
import type { CertificateRepository } from "./certificate.repository.ts"
import type { MemberRepository } from "./member.repository.ts"
import type { RosterRepository } from "./roster.repository.ts"

type Place = { id: string; path: string }
type Sources = {
  members: MemberRepository
  rosters: RosterRepository
  certificates: CertificateRepository
  findPlaces(ids: readonly string[]): Promise<Place[]>
}

/** One set per request: what one person may see must never answer another. */
export function createPeopleLoaders({ members, rosters, certificates, findPlaces }: Sources) {
  return {
    memberById: new DataLoader<string, Member | null>(async (ids) => inKeyOrder(ids, await members.findByIds(ids), (member) => member.id)),
    readablePlaceById: new DataLoader<string, Place | null>(async (ids) => inKeyOrder(ids, await findPlaces(ids), (place) => place.id)),
    certificatesByMember: new DataLoader<string, Certificate[]>(async (ids) =>
      groupedInKeyOrder(ids, await certificates.findByMembers(ids), (certificate) => certificate.memberId),
    ),

    /** The loader of one page of a roster: organisations of one list share it, and so one statement. */
    rosterByPath: perKey(
      ({ filter, request }: { filter: RosterFilter; request: PageRequest }) =>
        new DataLoader<string, Member[]>(async (paths) =>
          groupedInKeyOrder(paths, await rosters.findPages(paths, filter, request), (row) => row.path).map((rows) => rows.map((row) => row.member)),
        ),
    ),
    rosterCountByPath: perKey(
      (filter: RosterFilter) =>
        new DataLoader<string, number>(async (paths) =>
          inKeyOrder(paths, await rosters.count(paths, filter), (count) => count.path).map((count) => count?.people ?? 0),
        ),
    ),
  }
}
