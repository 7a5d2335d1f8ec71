import { Field, InputType, registerEnumType } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as member from "../domain/member.ts"
import type { AskedPerson } from "../domain/newcomer.ts"
import { Stage } from "./enums.ts"

const Sex = { MALE: "MALE", FEMALE: "FEMALE" } as const

registerEnumType(Sex, {
  name: "Sex",
  description: "性别, as citizens' numbers state it (GB/T 2261.1).",
  valuesConfig: { MALE: { description: "男." }, FEMALE: { description: "女." } },
})

@InputType({ description: "人员信息: the particulars of a person who is entered into the books." })
export class PersonParticularsInput implements AskedPerson {
  @Field(() => String, { description: "姓名: the full name, at most 64 characters; rare ones and `·` are kept." })
  name!: string

  @Field(() => Sex, { nullable: true, description: "性别; may be left out where `nationalId` says it." })
  sex?: "MALE" | "FEMALE" | null

  @Field(() => String, { nullable: true, description: "公民身份号码: 18 characters with the right check digit (GB 11643); nobody else has it." })
  nationalId?: string | null

  @Field(() => String, { description: "民族: in words (壮族) or as its code of GB/T 3304 (08)." })
  ethnicity!: string

  @Field(() => DateScalar, { nullable: true, description: "出生日期, by the files; may be left out where `nationalId` says it." })
  birthOn?: string | null

  @Field(() => String, { description: "学历: in words (大学本科) or as its code of GB/T 4658 (20)." })
  education!: string

  @Field(() => String, { nullable: true, description: "手机: eleven digits; +86 and spaces are taken off." })
  mobile?: string | null

  @Field(() => String, { nullable: true, description: "人员编号: a code that nobody has; the next free one (`P0000001`) when left out." })
  code?: string | null

  @Field(() => Stage, { nullable: true, description: "人员类别: how far the person has come; `APPLICANT` when left out." })
  stage?: member.Stage | null

  @Field(() => DateScalar, { nullable: true, description: "申请入党日期; for an applicant today when left out." })
  appliedOn?: string | null

  @Field(() => DateScalar, { nullable: true, description: "确定为积极分子日期: needed for an activist." })
  activistOn?: string | null

  @Field(() => DateScalar, { nullable: true, description: "确定为发展对象日期: needed for a development target." })
  targetOn?: string | null

  @Field(() => DateScalar, { nullable: true, description: "加入党组织日期: the day of admission; needed for members, probationary and full." })
  joinedOn?: string | null

  @Field(() => DateScalar, { nullable: true, description: "转正日期: needed for full members." })
  fullOn?: string | null
}
