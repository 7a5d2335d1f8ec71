import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/webhook.ts"
import { updateWebhook } from "../use-cases/update-webhook.ts"
import { Webhook, WebhookEventType } from "./webhook.type.ts"

@InputType({ description: "What to change of a webhook." })
class UpdateWebhookInput {
  @Field(() => ID, { description: "One of an organisation where the viewer is an admin: `webhook_…`" })
  webhook!: string

  @Field(() => String, { nullable: true, description: "Where to send to from now on, what waits included; left out: as before." })
  url?: string | null

  @Field(() => [WebhookEventType], { nullable: true, description: "What to be told of from now on, at most 20, of which there are four; left out: as before." })
  events?: string[] | null

  @Field(() => Boolean, { defaultValue: false, description: "更换密钥: sign with a new secret from now on." })
  renewSecret!: boolean

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The webhook is changed.", simpleResolvers: true })
class WebhookUpdated {
  @Field(() => Webhook, { description: "As it is now." })
  webhook!: domain.Webhook

  @Field(() => String, {
    nullable: true,
    description: "The new secret, shown this once; null where none was wanted, and in the answer to a repeat.",
  })
  secret!: string | null
}

const UpdateWebhookResult = resultUnion("updateWebhook", WebhookUpdated, [InvalidInput, InvalidState, NotAllowed], "What became of a change to a webhook.")

@Resolver()
export class UpdateWebhookMutation {
  @Mutation(() => UpdateWebhookResult, {
    nullable: true,
    description: "修改推送: change address, events or secret of an open webhook; for admins of its organisation.",
  })
  async updateWebhook(@Arg("input", () => UpdateWebhookInput, { description: "Which, and what." }) input: UpdateWebhookInput, @Ctx() context: CoursesContext) {
    return answerOf(await updateWebhook(context, input), "WebhookUpdated", (updated) => updated)
  }
}
