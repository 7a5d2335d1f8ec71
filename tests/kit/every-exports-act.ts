import type { Ground, IdFrom, Input, Inputs } from "./act-inputs.ts"
import type { World } from "./world.ts"

/** For each act on exports, an input that succeeds: what is under way from before is ended, for five at once are the most. */
export function exportInputs(world: World, idFrom: IdFrom): Inputs {
  const asked = async ({ superior }: Ground): Promise<Input> => {
    await world.client.query("UPDATE attendance.export SET state = 'CANCELLED' WHERE state IN ('WAITING', 'RUNNING')")
    return {
      report: "ACCESS_LOG",
      format: "CSV",
      organisation: superior.id,
      from: "2026-01-01",
      to: "2026-11-22",
      asOf: "2026-11-23T00:00:00+08:00",
      purpose: "年度核查",
    }
  }
  return {
    startExport: asked,
    cancelExport: async (ground) => ({ export: await idFrom("startExport", await asked(ground), "... on ExportStarted { export { id } }") }),
  }
}
