import { sendFile } from "./files.ts"
import { unique } from "./insert.ts"
import type { Answered } from "./records.ts"
import type { Stack } from "./stack.ts"
import type { Person, Place } from "./things.ts"
import type { World } from "./world.ts"

export type Input = Record<string, unknown>

/** Everything that acts may be about: a superior with two communities, the first with two branches and somebody in each. */
export type Ground = { superior: Place; community: Place; sibling: Place; branch: Place; other: Place; wang: Person; li: Person }

const DECIDED = { documentNumber: "市组发〔2026〕7号", reason: "调整", decidedOn: "2026-11-20", effectiveOn: "2026-11-23" }
const ROSTER = "人员编号,姓名,性别,民族,出生日期,学历,人员类别\r\n"

/**
 * Make a way to send any act as somebody, and for each mutation a way to make ground of its own and an input for it that succeeds: what a
 * test then changes in the input is what is refused.
 */
export function everyAct(stack: Stack, world: World, admin: string) {
  const act = async (mutation: string, input: Input, as = admin, select = ""): Promise<Answered> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
    const document = `mutation ($input: ${type}!) { answer: ${mutation}(input: $input) { __typename ${select} ... on NotAllowed { message } ... on InvalidInput { fields { path message } } } }`
    return (await (await stack.as(as)).request<{ answer: Answered }>(document, { input })).answer
  }
  const idFrom = async (mutation: string, input: Input, select: string): Promise<string> => {
    const text = JSON.stringify(await act(mutation, input, admin, select))
    const id = /"id":"(\w+)"/.exec(text)?.[1]
    if (!id) throw new Error(`${mutation} gave ${text}`)
    return id
  }
  return { act, ground: () => groundIn(world), inputs: { ...treeInputs(), ...recordInputs(world, idFrom), ...peopleInputs(stack, world, admin, idFrom) } }
}

type IdFrom = (mutation: string, input: Input, select: string) => Promise<string>
export type Inputs = Record<string, (ground: Ground) => Input | Promise<Input>>

async function groundIn(world: World): Promise<Ground> {
  const superior = await world.organisation(world.district, { kind: "WORKING_COMMITTEE", level: "STREET" })
  const community = await world.organisation(superior, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
  const sibling = await world.organisation(superior, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
  const [branch, other] = [await world.organisation(community), await world.organisation(community)]
  return { superior, community, sibling, branch, other, wang: await world.member(branch), li: await world.member(other) }
}

function treeInputs(): Inputs {
  return {
    foundOrganisation: ({ superior }) => ({
      documentNumber: "1号",
      decidedOn: "2026-03-01",
      reason: "成立",
      parent: superior.id,
      name: "元宝社区党总支",
      shortName: "元宝",
      kind: "GENERAL_BRANCH",
      level: "COMMUNITY",
      setting: "COMMUNITY",
      foundedOn: "2026-03-01",
    }),
    renameOrganisation: ({ branch }) => ({ ...DECIDED, organisation: branch.id, name: "新名党支部", shortName: "新名" }),
    changeOrganisationKind: ({ sibling }) => ({ ...DECIDED, organisation: sibling.id, kind: "COMMITTEE", setting: "VILLAGE" }),
    moveOrganisation: ({ branch, sibling }) => ({ ...DECIDED, organisation: branch.id, parent: sibling.id }),
    mergeOrganisations: ({ branch, other }) => ({ ...DECIDED, staying: branch.id, absorbed: [other.id] }),
    splitOrganisation: ({ branch, wang }) => ({
      ...DECIDED,
      organisation: branch.id,
      name: "第二党支部",
      shortName: "二支",
      kind: "BRANCH",
      setting: "COMMUNITY",
      members: [wang.id],
    }),
    dissolveOrganisation: ({ sibling }) => ({ ...DECIDED, organisation: sibling.id }),
  }
}

function recordInputs(world: World, idFrom: IdFrom): Inputs {
  const rectification = ({ branch, wang }: Ground): Input => ({
    organisation: branch.id,
    reason: "长期无书记",
    listedOn: "2026-03-01",
    dueOn: "2026-12-01",
    leader: wang.id,
    measures: ["补齐班子"],
  })
  const honour = ({ branch }: Ground): Input => ({
    organisation: branch.id,
    kind: "HONOUR",
    title: "先进党支部",
    level: "CITY",
    issuer: "市委组织部",
    batch: 2,
    grantedOn: "2026-06-30",
    documentNumber: "3号",
  })
  const unit = ({ community }: Ground): Input => ({ organisation: community.id, name: `某公司${unique()}`, kind: "ENTERPRISE", since: "2024-01-01" })
  const contact = ({ branch, wang }: Ground): Input => ({
    organisation: branch.id,
    leader: wang.id,
    level: "DISTRICT",
    since: "2026-01-01",
    note: "每季度一次",
  })
  const office = ({ branch, wang }: Ground): Input => ({
    organisation: branch.id,
    member: wang.id,
    post: "SECRETARY",
    since: "2026-03-01",
    isPartTime: true,
    sourceUnit: "某公司",
  })
  const term = ({ branch }: Ground): Input => ({ organisation: branch.id, number: 1, electedOn: "2022-05-20" })
  return {
    recordFigure: ({ branch }) => ({
      organisation: branch.id,
      measure: "members",
      value: 12,
      precision: "ABOUT",
      unit: "人",
      asOf: "2026-06-30",
      source: "年报",
    }),
    openRectification: rectification,
    recordMeasure: async (ground) => ({
      measure: (await idFrom("openRectification", rectification(ground), "... on RectificationOpened { rectification { measures { id } } }")) as string,
      doneOn: "2026-04-01",
    }),
    acceptRectification: async (ground) => {
      const id = await idFrom("openRectification", rectification(ground), "... on RectificationOpened { rectification { id } }")
      await world.client.query("UPDATE organisation.rectification_measure SET done_on = '2026-04-01'")
      return { rectification: id, acceptedOn: "2026-06-30", result: "合格" }
    },
    appointDirector: ({ community, wang }) => ({ organisation: community.id, name: wang.name, member: wang.id, since: "2026-01-01" }),
    appointOfficer: office,
    endOffice: async (ground) => ({
      office: await idFrom("appointOfficer", office(ground), "... on OfficerAppointed { officer { id } }"),
      until: "2026-11-01",
    }),
    assignContact: contact,
    endContactAssignment: async (ground) => ({
      assignment: await idFrom("assignContact", contact(ground), "... on ContactAssigned { contact { id } }"),
      until: "2026-11-01",
    }),
    awardHonour: honour,
    revokeHonour: async (ground) => ({
      honour: await idFrom("awardHonour", honour(ground), "... on HonourAwarded { honour { id } }"),
      revokedOn: "2026-11-01",
    }),
    recordUnit: unit,
    coverUnit: async (ground) => ({
      unit: await idFrom("recordUnit", unit(ground), "... on UnitRecorded { unit { id } }"),
      organisation: ground.branch.id,
      since: "2026-01-01",
      instructor: ground.wang.id,
    }),
    recordVisit: async (ground) => {
      const id = await idFrom("recordUnit", unit(ground), "... on UnitRecorded { unit { id } }")
      await idFrom("coverUnit", { unit: id, instructor: ground.wang.id }, "... on UnitCovered { unit { id } }")
      return { unit: id, visitedOn: "2026-11-01", halfDays: 1, note: "走访" }
    },
    recordTerm: (ground) => ({ ...term(ground), closedOn: "2025-05-01" }),
    extendTerm: async (ground) => {
      await idFrom("recordTerm", term(ground), "... on TermRecorded { term { id } }")
      return { organisation: ground.branch.id, to: "2027-12-01", documentNumber: "1号" }
    },
    recordElection: ({ branch, wang }) => ({
      organisation: branch.id,
      termNumber: 1,
      plannedOn: "2026-05-01",
      heldOn: "2026-05-20",
      eligible: 30,
      present: 29,
      ballots: 28,
      seats: [{ member: wang.id, post: "SECRETARY" }],
      appointElected: true,
    }),
    recordAppraisal: async (ground) => {
      await idFrom("appointOfficer", { ...office(ground), since: "2020-01-01" }, "... on OfficerAppointed { officer { id } }")
      return {
        organisation: ground.community.id,
        year: 2025,
        heldOn: "2025-12-20",
        results: [{ organisation: ground.branch.id, grade: "GOOD", comments: "扎实" }],
      }
    },
    recordAdviceException: ({ branch, community }) => ({
      organisation: branch.id,
      rule: "TOO_FEW_FULL_MEMBERS",
      documentNumber: "8号",
      approvedBy: community.id,
      approvedOn: "2026-03-01",
      validUntil: "2027-03-01",
      reason: "因工作需要",
    }),
    recordPolicyDocument: () => ({
      title: `规定${unique()}`,
      number: `${unique()}号`,
      issuer: "中共某市委",
      scope: "某市",
      effectiveFrom: "2026-01-01",
      effectiveTo: "2027-01-01",
      url: "https://example.org/1",
      termRules: [{ article: "第五条", status: "LOCAL", kinds: ["PARTY_GROUP"], settings: ["VILLAGE"], levels: ["DISTRICT"], years: 4 }],
    }),
  }
}

function peopleInputs(stack: Stack, world: World, admin: string, idFrom: IdFrom): Inputs {
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
  const file = async ({ branch }: Ground): Promise<Input> => {
    const { body } = await sendFile(stack, admin, `${ROSTER}${unique()},张伟,男,汉族,1970-01-01,大学,正式党员\r\n`)
    return { file: body.id, organisation: branch.id, kind: "MEMBER_ROSTER" }
  }
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
    exportRoster: ({ community }) => ({ organisation: community.id, format: "CSV", asOf: "2026-11-01", includeDescendants: true, purpose: "换届准备" }),
    previewImport: file,
    commitImport: async (ground) => ({ preview: await idFrom("previewImport", await file(ground), "... on ImportPreview { id }") }),
  }
}
