import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Step } from "./tree.repository.ts"

export type FollowerRepository = ReturnType<typeof createFollowerRepository>

/** An organisation that people move to. */
type Place = { id: string; path: string }

/**
 * Let the other owners follow a change of the tree, in the same transaction, by the functions that their contracts offer: they keep
 * the organisation's path beside their own rows.
 */
export function createFollowerRepository(transaction: Prisma.TransactionClient) {
  const execute = (text: string, ...values: unknown[]) => transaction.$executeRawUnsafe(text, ...values)
  return {
    /** Renew the copies of paths at or below each place: of people, lessons and sheets. */
    async renewPaths(steps: readonly Step[]): Promise<void> {
      for (const owner of ["people_api", "courses_api", "attendance_api"]) {
        await execute(
          `SELECT ${owner}.renew_paths(step.old_path, step.new_path) FROM unnest($1::text[], $2::text[]) AS step(old_path, new_path)`,
          steps.map(({ from }) => from),
          steps.map(({ to }) => to),
        )
      }
    },

    /** Let everybody, or those named, take part in another organisation from the day on. Letters under way follow, staff too with everybody. */
    async movePeople(from: string, to: Place, day: string, only: readonly string[] | null): Promise<void> {
      await execute(
        "SELECT people_api.move_people($1::uuid, $2::uuid, $3, $4::date, $5::uuid[])",
        toUuid("organisation", from),
        toUuid("organisation", to.id),
        to.path,
        day,
        only && toUuids("member", only),
      )
    },

    async withdrawGrants(ids: readonly string[]): Promise<void> {
      await execute("SELECT people_api.withdraw_grants(id) FROM unnest($1::uuid[]) AS asked(id)", toUuids("organisation", ids))
    },

    /** Find those of these people who take part in the organisation. */
    async findTakingPart(organisationId: string, memberIds: readonly string[]): Promise<Set<string>> {
      const rows = await transaction.$queryRawUnsafe<{ id: string }[]>(
        "SELECT m.id FROM people_api.member m WHERE m.branch_id = $1::uuid AND m.id = ANY($2::uuid[])",
        toUuid("organisation", organisationId),
        toUuids("member", memberIds),
      )
      return new Set(rows.map(({ id }) => toTypeId("member", id)))
    },

    /** Count those who take part in the organisation itself, members or on their way. */
    async count(organisationId: string): Promise<number> {
      const [row] = await transaction.$queryRawUnsafe<{ people: number }[]>(
        "SELECT coalesce(sum(t.people), 0)::int AS people FROM people_api.tally t WHERE t.organisation_id = $1::uuid",
        toUuid("organisation", organisationId),
      )
      return row?.people ?? 0
    },
  }
}
