import DataLoader from "dataloader"
import { inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { Notice } from "../domain/notice.ts"
import type { NoticeRepository, NoticeRequest } from "./notice.repository.ts"

/** Loaders of notices: people, or teachers, of one list share a statement. Null for whom the viewer may not read. */
export function createNoticeLoaders({ ofMembers, ofTeachers }: NoticeRepository) {
  return {
    noticesByMember: pagesOf(ofMembers),
    noticeCountByMember: countsOf(ofMembers),
    noticesByTeacher: pagesOf(ofTeachers),
    noticeCountByTeacher: countsOf(ofTeachers),
  }
}

type Readers = NoticeRepository["ofMembers"]

function pagesOf(readers: Readers) {
  return perKey(
    (request: NoticeRequest) =>
      new DataLoader<string, Notice[] | null>(async (ids) =>
        inKeyOrder(ids, await readers.findPages(ids, request), ({ ownerId }) => ownerId).map((page) => page && page.notices),
      ),
  )
}

function countsOf(readers: Readers) {
  return perKey(
    (unreadOnly: boolean) =>
      new DataLoader<string, number | null>(async (ids) =>
        inKeyOrder(ids, await readers.count(ids, unreadOnly), ({ ownerId }) => ownerId).map((count) => count && count.notices),
      ),
  )
}
