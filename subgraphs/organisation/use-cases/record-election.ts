import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import type { OrganisationContext } from "../context.ts"
import type { RecordRepositories } from "../data/records.repository.ts"
import { type ElectionRound, type Seat, problemsOfElection } from "../domain/election.ts"
import { termRuleFor, yearsAfter } from "../domain/term.ts"
import { findKeptPlace } from "./find-kept-place.ts"
import { findPeopleProblems } from "./find-people-problems.ts"

export type AskedElection = {
  organisation: string
  termNumber: number
  plannedOn?: string | null
  heldOn?: string | null
  eligible?: number | null
  present?: number | null
  ballots?: number | null
  seats?: { member: string; post: Seat["post"] }[] | null
  appointElected?: boolean | null
  clientMutationKey?: string | null
}

/**
 * Record an election that is planned, or was held: the round of this term, new or in the place of the plan.
 *
 * One that was held opens the term by the rule in force on that day and closes the term before. With `appointElected` the offices
 * change hands on the same day: those not elected again to the same post leave. Whether enough came is a finding, never a bar.
 *
 * Refuses a round that is held already, a term that is older than the last one, kinds without a term, and officers appointed later.
 */
export async function recordElection(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "change">,
  input: AskedElection,
): Promise<Result<ElectionRound, NotAllowed | InvalidInput | InvalidState>> {
  const place = await findKeptPlace(context, input.organisation)
  if (!place) return notAllowed()

  const seats = (input.seats ?? []).map(({ member, post }) => ({ memberId: member, post }))
  const { termNumber, plannedOn = null, heldOn = null, eligible = null, present = null, ballots = null } = input
  const counts = { plannedOn, heldOn, eligible, present, ballots }
  const named = seats.map(({ memberId }, at) => ({ path: `seats.${at}.member`, memberId }))
  const problems = [
    ...problemsOfElection({ termNumber, ...counts }, seats, context.today),
    ...(input.appointElected && seats.length === 0 ? [{ path: "seats", message: "Say who was elected, so that they can be appointed." }] : []),
    ...(await findPeopleProblems(context, named, "FULL_MEMBER")),
  ]
  if (problems.length > 0) return invalidInput(...problems)

  return context.change({ mutation: "recordElection", input }, async (records) => {
    await records.places.lock(place.id)
    const known = await records.elections.find(place.id, termNumber)
    if (known?.heldOn) return invalidState("HELD", `The election of term ${termNumber} was held on ${known.heldOn}.`)
    const round = { organisationId: place.id, termNumber, ...counts, plannedOn: plannedOn ?? known?.plannedOn ?? null }
    if (heldOn !== null) {
      const hindrance =
        (await openTerm(records, place.id, termNumber, heldOn)) ?? (input.appointElected ? await appoint(records, place.id, seats, heldOn) : null)
      if (hindrance) return hindrance
    }
    return done(await records.elections.save(known, round, seats))
  })
}

async function openTerm({ terms, places }: RecordRepositories, organisationId: string, number: number, electedOn: string) {
  const last = (await terms.findAll(organisationId)).at(-1)
  if (last && last.number >= number) return invalidState("TERM_EXISTS", `Term ${last.number} stands in the books: a later term is the next to be elected.`)
  if (last && (last.electedOn >= electedOn || (last.closedOn ?? "") > electedOn)) {
    return invalidState("LATER_TERM", `Term ${last.number} sat from ${last.electedOn} to ${last.closedOn ?? "this day"}: it cannot follow ${electedOn}.`)
  }
  const rule = termRuleFor(await terms.findRules(), { ...(await places.electorateOn(organisationId, electedOn)), electedOn })
  if (!rule) return invalidState("NO_TERM_RULE", "No rule in force on that day gives an organisation of this kind a term.")
  if (last && last.closedOn === null) await terms.close(last.id, electedOn)
  const endsOn = yearsAfter(electedOn, rule.years)
  await terms.add({ organisationId, number, electedOn, endsOn, ruleId: rule.id, extendedTo: null, extensionDocument: null, closedOn: null })
  return null
}

async function appoint({ offices }: RecordRepositories, organisationId: string, seats: readonly Seat[], since: string) {
  const held = await offices.findNotOver(organisationId, since)
  const later = held.find((office) => office.since >= since)
  if (later) return invalidState("OFFICERS_SINCE", `An officer was appointed on ${later.since}, after this election: end that office first.`)
  const holdsOn = (seat: Seat) => held.some(({ memberId, post, until }) => memberId === seat.memberId && post === seat.post && until === null)
  const staying = held.filter((office) => seats.some((seat) => seat.memberId === office.memberId && seat.post === office.post) && office.until === null)
  await offices.end(
    held.filter((office) => !staying.includes(office)).map(({ id }) => id),
    since,
  )
  const entering = seats.filter((seat) => !holdsOn(seat))
  await offices.add(entering.map((seat) => ({ organisationId, ...seat, since, until: null, isPartTime: false, sourceUnit: null })))
  return null
}
