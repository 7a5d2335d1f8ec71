import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/webhook.ts"
import { removeWebhook } from "../use-cases/remove-webhook.ts"
import { Webhook } from "./webhook.type.ts"

@InputType({ description: "A webhook to end." })
class RemoveWebhookInput {
  @Field(() => ID, { description: "One of an organisation where the viewer is an admin: `webhook_…`" })
  webhook!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "Nothing more is sent.", simpleResolvers: true })
class WebhookRemoved {
  @Field(() => Webhook, { nullable: true, description: "As it is now, with its deliveries." })
  webhook!: domain.Webhook | null
}

const RemoveWebhookResult = resultUnion("removeWebhook", WebhookRemoved, [InvalidInput, InvalidState, NotAllowed], "What became of a webhook to end.")

@Resolver()
export class RemoveWebhookMutation {
  @Mutation(() => RemoveWebhookResult, { nullable: true, description: "停止推送: end a webhook, with what waits to be sent; for admins of its organisation." })
  async removeWebhook(@Arg("input", () => RemoveWebhookInput, { description: "Which." }) input: RemoveWebhookInput, @Ctx() context: CoursesContext) {
    return answerOf(await removeWebhook(context, input), "WebhookRemoved", ({ webhookId }) => ({ webhook: () => context.loaders.webhookById.load(webhookId) }))
  }
}
