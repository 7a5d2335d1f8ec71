import DataLoader from "dataloader"
import { inKeyOrder } from "../../shared/keyed.ts"
import type { Member } from "../domain/member.ts"
import type { MemberRepository } from "./member.repository.ts"

type Place = { id: string; path: string }

export type PeopleLoaders = ReturnType<typeof createPeopleLoaders>

/** One set per request: what one person may see must never answer another. */
export function createPeopleLoaders(members: MemberRepository, findPlaces: (ids: readonly string[]) => Promise<Place[]>) {
  return {
    memberById: new DataLoader<string, Member | null>(async (ids) => inKeyOrder(ids, await members.findByIds(ids), (member) => member.id)),
    readablePlaceById: new DataLoader<string, Place | null>(async (ids) => inKeyOrder(ids, await findPlaces(ids), (place) => place.id)),
  }
}
