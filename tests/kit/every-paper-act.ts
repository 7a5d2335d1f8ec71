import type { Ground, IdFrom, Input, Inputs } from "./act-inputs.ts"
import { sendFile } from "./files.ts"
import { unique } from "./insert.ts"
import { papersIn } from "./sheets-on-paper.ts"
import { SIGN_IN_HEAD } from "./sign-in-files.ts"
import type { Stack } from "./stack.ts"
import type { World } from "./world.ts"

/** Acts that are for recorders, too: who writes down who was there. */
/** Inputs of acts about paper sheets and their files. */
export function paperInputs(stack: Stack, world: World, admin: string, idFrom: IdFrom): Inputs {
  const { openSheet } = papersIn(stack, world)
  const paper = async ({ branch, other, wang, li }: Ground): Promise<Input> => {
    const { id } = await openSheet(branch, [
      [wang, branch],
      [li, other],
    ])
    const times = { arrivedAt: "2026-03-01T09:20:00+08:00", leftAt: "2026-03-01T11:00:00+08:00" }
    const lines = [
      { page: 1, line: 1, column: 1, member: wang.id, hasSigned: true, ...times, remark: "迟到" },
      { line: 2, writtenName: "李明", branch: "第一党支部", mobileTail: "0001", isIllegible: false },
    ]
    const foot = { pages: 1, expected: 2, present: 2, onLeave: 0, absent: 0, host: "主持", recorder: "记录", checkedOn: "2026-03-02" }
    return { lesson: id, evidence: [], ...foot, lines }
  }
  const added = async (ground: Ground) => idFrom("addPaperSheet", await paper(ground), "... on PaperSheetAdded { paper { id } }")
  const file = async ({ branch, wang }: Ground): Promise<Input> => {
    const lesson = await openSheet(branch, [[wang, branch]])
    const { body } = await sendFile(stack, admin, `${SIGN_IN_HEAD}1,${wang.name},,,,签,,,${unique()}\r\n`, "签到表.csv", "?for=attendance")
    return { lesson: lesson.id, file: body.id }
  }
  return {
    addPaperSheet: paper,
    updatePaperLine: async (ground) => ({
      paper: await added(ground),
      page: 1,
      line: 2,
      column: 1,
      member: ground.li.id,
      writtenName: "李明",
      isIllegible: false,
      hasSigned: true,
      arrivedAt: "2026-03-01T08:50:00+08:00",
      leftAt: "2026-03-01T11:00:00+08:00",
      remark: "无",
    }),
    applyPaperSheet: async (ground) => ({ paper: await added(ground) }),
    previewSheetImport: file,
    commitSheetImport: async (ground) => ({ import: await idFrom("previewSheetImport", await file(ground), "... on SheetImport { id }") }),
  }
}
