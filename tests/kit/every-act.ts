import type { Ground, IdFrom, Input, Inputs } from "./act-inputs.ts"
import { booksInputs } from "./every-books-act.ts"
import { captureInputs } from "./every-capture-act.ts"
import { coreInputs } from "./every-core-act.ts"
import { exportInputs } from "./every-exports-act.ts"
import { fileInputs, newcomerInputs, peopleInputs } from "./every-person-act.ts"
import { type Actors, tellInputs } from "./every-tell-act.ts"
import { sheetInputs } from "./every-sheet-act.ts"
import { seriesInputs } from "./every-series-act.ts"
import { registerInputs } from "./every-registers-act.ts"
import { leaveInputs } from "./every-leave-act.ts"
import { lessonFileInputs } from "./every-plans-in-act.ts"
import { planInputs } from "./every-plan-act.ts"
import { hoursInputs } from "./every-hours-act.ts"
import { paperInputs } from "./every-paper-act.ts"
import { packageInputs } from "./every-packages-act.ts"
import { inspectionInputs } from "./every-inspection-act.ts"
import { unique } from "./insert.ts"
import type { Answered } from "./records.ts"
import type { Stack } from "./stack.ts"
import type { World } from "./world.ts"

const DECIDED = { documentNumber: "市组发〔2026〕7号", reason: "调整", decidedOn: "2026-11-20", effectiveOn: "2026-11-23" }

/**
 * Make a way to send any act as somebody, and for each mutation a way to make ground of its own and an input for it that succeeds: what a
 * test then changes in the input is what is refused.
 */
export function everyAct(stack: Stack, world: World, admin: string) {
  const actors: Actors = new Map()
  const act = async (mutation: string, input: Input, as = actors.get(mutation) ?? admin, select = ""): Promise<Answered> => {
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
  return {
    act,
    ground: () => groundIn(world),
    inputs: {
      ...treeInputs(),
      ...rectificationInputs(world, idFrom),
      ...contactInputs(idFrom),
      ...committeeInputs(idFrom),
      ...policyInputs(),
      ...peopleInputs(stack, world, admin, idFrom),
      ...newcomerInputs(),
      ...fileInputs(stack, admin, idFrom),
      ...tellInputs(world, actors, idFrom),
      ...seriesInputs(idFrom),
      ...registerInputs(world, idFrom),
      ...hoursInputs(idFrom),
      ...booksInputs(),
      ...lessonFileInputs(stack, admin, idFrom),
      ...planInputs(world, idFrom),
      ...coreInputs(world, idFrom),
      ...captureInputs(stack, world, actors, admin),
      ...sheetInputs(stack, world),
      ...paperInputs(stack, world, admin, idFrom),
      ...leaveInputs(stack, world, admin, idFrom),
      ...inspectionInputs(stack, world, admin, idFrom),
      ...exportInputs(world, idFrom),
      ...packageInputs(world),
    },
  }
}

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

function rectificationInputs(world: World, idFrom: IdFrom): Inputs {
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
    awardHonour: honour,
    revokeHonour: async (ground) => ({
      honour: await idFrom("awardHonour", honour(ground), "... on HonourAwarded { honour { id } }"),
      revokedOn: "2026-11-01",
    }),
  }
}

function contactInputs(idFrom: IdFrom): Inputs {
  const unit = ({ community }: Ground): Input => ({ organisation: community.id, name: `某公司${unique()}`, kind: "ENTERPRISE", since: "2024-01-01" })
  const contact = ({ branch, wang }: Ground): Input => ({
    organisation: branch.id,
    leader: wang.id,
    level: "DISTRICT",
    since: "2026-01-01",
    note: "每季度一次",
  })
  return {
    appointDirector: ({ community, wang }) => ({ organisation: community.id, name: wang.name, member: wang.id, since: "2026-01-01" }),
    assignContact: contact,
    endContactAssignment: async (ground) => ({
      assignment: await idFrom("assignContact", contact(ground), "... on ContactAssigned { contact { id } }"),
      until: "2026-11-01",
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
  }
}

function committeeInputs(idFrom: IdFrom): Inputs {
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
    appointOfficer: office,
    endOffice: async (ground) => ({
      office: await idFrom("appointOfficer", office(ground), "... on OfficerAppointed { officer { id } }"),
      until: "2026-11-01",
    }),
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
  }
}

function policyInputs(): Inputs {
  return {
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
