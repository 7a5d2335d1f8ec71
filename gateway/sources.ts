import type { Log } from "../subgraphs/shared/log.ts"
import { SEALING, SUBGRAPHS, type SubgraphName } from "../subgraphs/shared/subgraph.ts"
import type { Settings } from "./environment.ts"
import { type SubgraphSource, localSource, remoteSource } from "./subgraph-source.ts"
import { openLocalSubgraph } from "./subgraphs.ts"

/** Connections of each subgraph to PostgreSQL; a few a core keep two cores busy. */
const CONNECTIONS = 8

/** Open a source for each subgraph: over HTTP where an address was given, in this process otherwise. */
export function openSources(
  settings: Pick<Settings, "remote" | "subgraphSecret" | "timeZone"> &
    Partial<Pick<Settings, "allowsLoopbackWebhooks" | "ledgerHeadsFile" | "reportDatabaseUrl">> & { personalDataKeys: readonly string[] },
  appUrls: Record<SubgraphName, string> | null,
  log: Log,
  now?: () => Date,
  runsJobs = false,
): Record<SubgraphName, SubgraphSource> {
  const open = (name: SubgraphName): SubgraphSource => {
    const address = settings.remote[name]
    if (address !== undefined) return remoteSource(name, address, settings.subgraphSecret ?? "", log)
    const databaseUrl = appUrls?.[name] ?? ""
    return localSource(
      openLocalSubgraph(name, {
        databaseUrl,
        connections: CONNECTIONS,
        timeZone: settings.timeZone,
        log: log.child({ subgraph: name }),
        ...(now ? { now } : {}),
        runsJobs,
        allowsLoopbackWebhooks: settings.allowsLoopbackWebhooks ?? false,
        ...(name === "attendance" && settings.ledgerHeadsFile ? { ledgerHeadsFile: settings.ledgerHeadsFile } : {}),
        ...(name === "attendance" && settings.reportDatabaseUrl ? { reportDatabaseUrl: settings.reportDatabaseUrl } : {}),
        ...(SEALING.includes(name) ? { personalDataKeys: settings.personalDataKeys } : {}),
      }),
    )
  }
  return { organisation: open("organisation"), people: open("people"), courses: open("courses"), attendance: open("attendance") }
}

/**
 * Ask every subgraph whether its database answers. While one does, the gateway is worth asking: it answers without the others.
 */
export async function checkHealth(sources: Record<SubgraphName, SubgraphSource>): Promise<{ isServing: boolean; details: object }> {
  const states = await Promise.all(SUBGRAPHS.map(async (name) => [name, (await sources[name].isHealthy()) ? "ok" : "unavailable"] as const))
  const healthy = states.filter(([, state]) => state === "ok").length
  const status = healthy === states.length ? "ok" : healthy > 0 ? "degraded" : "unavailable"
  return { isServing: healthy > 0, details: { status, subgraphs: Object.fromEntries(states) } }
}
