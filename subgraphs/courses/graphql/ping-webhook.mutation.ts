import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/webhook.ts"
import { pingWebhook } from "../use-cases/ping-webhook.ts"
import { Webhook } from "./webhook.type.ts"

@InputType({ description: "A webhook to try out." })
class PingWebhookInput {
  @Field(() => ID, { description: "One of an organisation where the viewer is an admin: `webhook_…`" })
  webhook!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "A trial is on its way; see the deliveries.", simpleResolvers: true })
class WebhookPinged {
  @Field(() => Webhook, { nullable: true, description: "As it is now, with its deliveries." })
  webhook!: domain.Webhook | null
}

const PingWebhookResult = resultUnion("pingWebhook", WebhookPinged, [InvalidInput, InvalidState, NotAllowed], "What became of a trial.")

@Resolver()
export class PingWebhookMutation {
  @Mutation(() => PingWebhookResult, {
    nullable: true,
    description: "测试推送: send an event that is about nothing, `webhook.ping`; for admins of its organisation.",
  })
  async pingWebhook(@Arg("input", () => PingWebhookInput, { description: "Which." }) input: PingWebhookInput, @Ctx() context: CoursesContext) {
    return answerOf(await pingWebhook(context, input), "WebhookPinged", ({ webhookId }) => ({ webhook: () => context.loaders.webhookById.load(webhookId) }))
  }
}
