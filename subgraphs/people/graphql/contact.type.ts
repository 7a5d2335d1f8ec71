import { Field, ObjectType, registerEnumType } from "type-graphql"

export const ContactPurpose = {
  ORGANISATION_TRANSFER: "ORGANISATION_TRANSFER",
  CONTACT_MEMBER: "CONTACT_MEMBER",
  RECORD_CORRECTION: "RECORD_CORRECTION",
  OWN_RECORD: "OWN_RECORD",
} as const

registerEnumType(ContactPurpose, {
  name: "ContactPurpose",
  description: "What somebody's mobile and ID number are read in full for (处理目的); written into the log with who read them and when.",
  valuesConfig: {
    ORGANISATION_TRANSFER: { description: "组织关系转接: to write or check a letter of transfer." },
    CONTACT_MEMBER: { description: "联系党员: to reach the person." },
    RECORD_CORRECTION: { description: "更正信息: to check or correct the record." },
    OWN_RECORD: { description: "本人查阅: one's own record, for oneself alone." },
  },
})

@ObjectType({
  description: "联系方式与证件: how the person is reached and identified; masked unless it was asked for with a purpose that the viewer may have.",
})
export class Contact {
  @Field(() => String, { nullable: true, description: "手机号: 199****0001 when masked; null when unknown." })
  mobile!: string | null

  @Field(() => String, { nullable: true, description: "公民身份号码: 999999********0045 when masked; null when unknown." })
  nationalId!: string | null

  @Field(() => Boolean, { description: "Whether the middle of both numbers is hidden." })
  isMasked!: boolean
}
