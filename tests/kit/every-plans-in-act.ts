import type { Ground, IdFrom, Input, Inputs } from "./act-inputs.ts"
import { sendFile } from "./files.ts"
import { unique } from "./insert.ts"
import type { Stack } from "./stack.ts"

const HEAD = "课次编号,课程名称,课程类别,授课形式,日期,开始,结束,学时\r\n"

/** Inputs of acts about files for courses. */
export function lessonFileInputs(stack: Stack, admin: string, idFrom: IdFrom): Inputs {
  const file = async ({ branch }: Ground): Promise<Input> => {
    const { body } = await sendFile(stack, admin, `${HEAD}${unique()},专题辅导,集中培训,面授,2026-12-01,09:00,11:00,2\r\n`, "课程安排表.csv", "?for=courses")
    return { file: body.id, organisation: branch.id, kind: "LESSON_PLAN" }
  }
  return {
    previewLessonImport: file,
    commitLessonImport: async (ground) => ({
      preview: await idFrom("previewLessonImport", await file(ground), "... on LessonImportPreview { id }"),
      publish: true,
      overrideReason: "只有这间教室",
    }),
  }
}
