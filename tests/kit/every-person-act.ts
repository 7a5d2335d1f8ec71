import type { Ground, IdFrom, Input, Inputs } from "./act-inputs.ts"
import { sendFile } from "./files.ts"
import { unique } from "./insert.ts"
import type { Stack } from "./stack.ts"
import type { World } from "./world.ts"

const ROSTER = "人员编号,姓名,性别,民族,出生日期,学历,人员类别\r\n"

/** Inputs of acts about people and where they belong. */
export function peopleInputs(stack: Stack, world: World, admin: string, idFrom: IdFrom): Inputs {
  const letter = ({ wang, other }: Ground): Input => ({
    member: wang.id,
    toOrganisation: other.id,
    letterNumber: `介字${unique()}`,
    validDays: 90,
    startedOn: "2026-11-20",
    duesPaidTo: "2026-10",
    remark: "请接收",
  })
  const floating = ({ wang }: Ground): Input => ({
    member: wang.id,
    direction: "OUT",
    since: "2026-10-01",
    mode: "CARD",
    destination: "某省某市",
    hostName: "某党支部",
    cardNumber: unique(),
    lastContactOn: "2026-10-15",
    nextContactDue: "2026-12-01",
    expectedReturnOn: "2027-10-01",
    noTransferReason: "短期务工",
  })
  const started = (ground: Ground) => idFrom("startTransfer", letter(ground), "... on TransferStarted { transfer { id } }")
  const registered = (ground: Ground) => idFrom("registerFloating", floating(ground), "... on FloatingRegistered { record { id } }")
  const also = ({ wang, other }: Ground): Input => ({ member: wang.id, organisation: other.id, participation: "IN_SERVICE", from: "2026-10-01" })
  return {
    recordCertificate: ({ wang }) => ({
      member: wang.id,
      kind: "SKILL",
      title: "茶艺师",
      level: "三级",
      number: "1",
      issuer: "某中心",
      issuedOn: "2024-06-18",
      validUntil: "2029-06-18",
    }),
    startTransfer: letter,
    decideTransfer: async (ground) => ({ transfer: await started(ground), decision: "REFUSE", receivedOn: "2026-11-22", reason: "材料不全" }),
    withdrawTransfer: async (ground) => ({ transfer: await started(ground) }),
    registerFloating: floating,
    recordFloatingContact: async (ground) => ({ record: await registered(ground), contactedOn: "2026-11-01", nextContactDue: "2027-03-01" }),
    endFloating: async (ground) => ({ record: await registered(ground), until: "2026-11-20" }),
    recordParticipation: also,
    endParticipation: async (ground) => {
      await idFrom("recordParticipation", also(ground), "... on ParticipationRecorded { member { id } }")
      const query = `query ($id: ID!) { member(id: $id) { memberships { id participation } } }`
      const { member } = await (
        await stack.as(admin)
      ).request<{ member: { memberships: { id: string; participation: string }[] } }>(query, { id: ground.wang.id })
      return { membership: member.memberships.find(({ participation }) => participation === "IN_SERVICE")?.id, to: "2026-11-01" }
    },
    recordStage: async ({ branch }) => ({
      member: (await world.member(branch, { stage: "APPLICANT", joinedOn: "2024-01-01" })).id,
      stage: "ACTIVIST",
      since: "2026-01-01",
      documentNumber: "1号",
    }),
    extendProbation: async ({ branch }) => ({
      member: (await world.member(branch, { stage: "PROBATIONARY", joinedOn: "2025-12-01" })).id,
      until: "2027-06-01",
      documentNumber: "1号",
      reason: "需继续考察",
    }),
  }
}

/** Inputs of acts that enter people: a name of their own each time, for nobody is entered twice. */
export function newcomerInputs(): Inputs {
  const person = (): Input => ({
    name: `卓${unique().replace(/./g, (digit) => "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"[Number.parseInt(digit, 16)] ?? "")}`,
    sex: "FEMALE",
    ethnicity: "汉族",
    birthOn: "1990-01-30",
    education: "大学",
    mobile: "19900000001",
  })
  return {
    registerMember: ({ branch }) => ({ organisation: branch.id, person: { ...person(), stage: "APPLICANT", appliedOn: "2026-10-01" } }),
    receiveMember: ({ branch }) => ({
      organisation: branch.id,
      person: { ...person(), stage: "FULL", joinedOn: "2015-07-01", fullOn: "2016-07-01" },
      fromName: "中共外地某支部委员会",
      letterNumber: `南字${unique()}`,
      startedOn: "2026-11-10",
      validDays: 30,
      duesPaidTo: "2026-10",
      receivedOn: "2026-11-20",
      remark: "请接收",
    }),
  }
}

/** Inputs of acts about files. */
export function fileInputs(stack: Stack, admin: string, idFrom: IdFrom): Inputs {
  const file = async ({ branch }: Ground): Promise<Input> => {
    const { body } = await sendFile(stack, admin, `${ROSTER}${unique()},张伟,男,汉族,1970-01-01,大学,正式党员\r\n`)
    return { file: body.id, organisation: branch.id, kind: "MEMBER_ROSTER" }
  }
  return {
    exportRoster: ({ community }) => ({ organisation: community.id, format: "CSV", asOf: "2026-11-01", includeDescendants: true, purpose: "换届准备" }),
    previewImport: file,
    commitImport: async (ground) => ({ preview: await idFrom("previewImport", await file(ground), "... on ImportPreview { id }") }),
  }
}
