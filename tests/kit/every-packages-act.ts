import type { Ground, Input, Inputs } from "./act-inputs.ts"
import type { World } from "./world.ts"

/** For each act that has books handed out whole, an input that succeeds: what is under way from before is ended, for five at once are the most. */
export function packageInputs(world: World): Inputs {
  const asked = async ({ superior }: Ground): Promise<Input> => {
    await world.client.query("UPDATE attendance.export SET state = 'CANCELLED' WHERE state IN ('WAITING', 'RUNNING')")
    return { organisation: superior.id, year: 2025, asOf: "2026-11-23T00:00:00+08:00", purpose: "年度审计" }
  }
  return {
    startAuditPackage: async (ground) => ({ ...(await asked(ground)), reports: ["HOURS_DETAIL", "COMPLIANCE"] }),
    startDataExport: async (ground) => ({ ...(await asked(ground)), standard: "XAPI", homePage: "https://study.example.org/" }),
  }
}
