import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/webhook.ts"
import { resendWebhookDelivery } from "../use-cases/resend-webhook-delivery.ts"
import { Webhook } from "./webhook.type.ts"

@InputType({ description: "An event to send once more." })
class ResendWebhookDeliveryInput {
  @Field(() => ID, { description: "One of an organisation where the viewer is an admin: `webhook_…`" })
  webhook!: string

  @Field(() => ID, { description: "Which of its deliveries: `event_…`" })
  event!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The event is on its way once more.", simpleResolvers: true })
class WebhookDeliveryResent {
  @Field(() => Webhook, { nullable: true, description: "As it is now, with its deliveries." })
  webhook!: domain.Webhook | null
}

const ResendWebhookDeliveryResult = resultUnion(
  "resendWebhookDelivery",
  WebhookDeliveryResent,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of an event to send once more.",
)

@Resolver()
export class ResendWebhookDeliveryMutation {
  @Mutation(() => ResendWebhookDeliveryResult, {
    nullable: true,
    description: "重新推送: send an event once more under the same id, with all its attempts; for admins of its organisation.",
  })
  async resendWebhookDelivery(
    @Arg("input", () => ResendWebhookDeliveryInput, { description: "Which." }) input: ResendWebhookDeliveryInput,
    @Ctx() context: CoursesContext,
  ) {
    return answerOf(await resendWebhookDelivery(context, input), "WebhookDeliveryResent", ({ webhookId }) => ({
      webhook: () => context.loaders.webhookById.load(webhookId),
    }))
  }
}
