import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/webhook.ts"
import { addWebhook } from "../use-cases/add-webhook.ts"
import { Webhook, WebhookEventType } from "./webhook.type.ts"

@InputType({ description: "A webhook to add." })
class AddWebhookInput {
  @Field(() => ID, { description: "Lessons of this organisation and all below it: `organisation_…`" })
  organisation!: string

  @Field(() => String, { description: "Where to send to: https, port 443 or 8443, on the open internet; at most 500 characters." })
  url!: string

  @Field(() => [WebhookEventType], { description: "What to be told of; 1 to 20 of them, of which there are four." })
  events!: string[]

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The address is told from now on.", simpleResolvers: true })
class WebhookAdded {
  @Field(() => Webhook, { description: "As it was added." })
  webhook!: domain.Webhook

  @Field(() => String, {
    nullable: true,
    description: "签名密钥: `whsec_…`, with which each delivery is signed. Shown this once; null in the answer to a repeat: then renew it.",
  })
  secret!: string | null
}

const AddWebhookResult = resultUnion("addWebhook", WebhookAdded, [InvalidInput, NotAllowed], "What became of a webhook to add.")

@Resolver()
export class AddWebhookMutation {
  @Mutation(() => AddWebhookResult, {
    nullable: true,
    description: "添加推送: have an address told of what happens to lessons; for admins of the organisation.",
  })
  async addWebhook(
    @Arg("input", () => AddWebhookInput, { description: "Where, what and for which organisation." }) input: AddWebhookInput,
    @Ctx() context: CoursesContext,
  ) {
    return answerOf(await addWebhook(context, input), "WebhookAdded", (added) => added)
  }
}
