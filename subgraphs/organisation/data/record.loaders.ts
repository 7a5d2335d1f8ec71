import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { AdviceException } from "../domain/advice-exception.ts"
import type { AppraisalResult } from "../domain/appraisal.ts"
import type { ContactAssignment } from "../domain/contact-assignment.ts"
import type { Seat } from "../domain/election.ts"
import type { CommunityDirector, ReadableMember } from "../domain/office.ts"
import type { PolicyDocument } from "../domain/policy-document.ts"
import type { Measure } from "../domain/rectification.ts"
import type { CommitteeTerm, TermRule } from "../domain/term.ts"
import { createAppraisalPages } from "./appraisal.loaders.ts"
import { createElectionPages } from "./election.loaders.ts"
import { createHonourPages } from "./honour.loaders.ts"
import { findReadableMembers } from "./readable-member.repository.ts"
import type { RecordRepositories } from "./records.repository.ts"
import { createRectificationPages } from "./rectification.loaders.ts"
import { createUnitLoaders } from "./unit.loaders.ts"

type Sources = { database: Database; viewer: Viewer; records: RecordRepositories }

/** Make the request's loaders of organisations' records: terms, elections, offices, documents. */
export function createRecordLoaders({ database, viewer, records }: Sources) {
  const { terms, elections, offices, documents, exceptions, contacts, rectifications, appraisals } = records
  return {
    /** People whom the viewer may read, null for others: every name inside a record goes through it. */
    readableMemberById: new DataLoader<string, ReadableMember | null>(async (ids) =>
      inKeyOrder(ids, await findReadableMembers(database, viewer, ids), (member) => member.id),
    ),
    termByOrganisation: perKey(
      (day: string) =>
        new DataLoader<string, CommitteeTerm | null>(async (ids) => inKeyOrder(ids, await terms.findOn(ids, day), (term) => term.organisationId)),
    ),
    termRuleById: new DataLoader<string, TermRule | null>(async (ids) => inKeyOrder(ids, await terms.findRulesByIds(ids), (rule) => rule.id)),
    termRulesByDocument: new DataLoader<string, TermRule[]>(async (ids) =>
      groupedInKeyOrder(ids, await terms.findRulesByDocuments(ids), (rule) => rule.documentId),
    ),
    documentById: new DataLoader<string, PolicyDocument | null>(async (ids) => inKeyOrder(ids, await documents.findByIds(ids), (document) => document.id)),
    /** Approved exceptions that hold on a day, the newest first. */
    exceptionsByOrganisation: perKey(
      (day: string) =>
        new DataLoader<string, AdviceException[]>(async (ids) =>
          groupedInKeyOrder(ids, await exceptions.findOn(ids, day), (exception) => exception.organisationId),
        ),
    ),
    elections: createElectionPages(database),
    seatsByElection: new DataLoader<string, Seat[]>(async (ids) => groupedInKeyOrder(ids, await elections.findSeats(ids), (seat) => seat.roundId)),
    ...createHonourPages(database),
    ...createRectificationPages(database),
    ...createUnitLoaders(database),
    measuresByRectification: new DataLoader<string, Measure[]>(async (ids) =>
      groupedInKeyOrder(ids, await rectifications.findMeasures(ids), (measure) => measure.rectificationId),
    ),
    appraisals: createAppraisalPages(database),
    resultsByAppraisal: new DataLoader<string, AppraisalResult[]>(async (ids) =>
      groupedInKeyOrder(ids, await appraisals.findResults(ids), (result) => result.roundId),
    ),
    contactsByOrganisation: perKey(
      (day: string) =>
        new DataLoader<string, ContactAssignment[]>(async (ids) =>
          groupedInKeyOrder(ids, await contacts.findOn(ids, day), (contact) => contact.organisationId),
        ),
    ),
    directorByOrganisation: perKey(
      (day: string) =>
        new DataLoader<string, CommunityDirector | null>(async (ids) =>
          inKeyOrder(ids, await offices.findDirectors(ids, day), (director) => director.organisationId),
        ),
    ),
  }
}
