import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/webhook.ts"
import { listWebhookDeliveries } from "../use-cases/list-webhook-deliveries.ts"
import { listWebhooks } from "../use-cases/list-webhooks.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { Webhook, WebhookConnection, WebhookDeliveryConnection } from "./webhook.type.ts"

@Resolver(() => Organisation)
export class OrganisationWebhookResolver {
  @FieldResolver(() => WebhookConnection, {
    nullable: true,
    description: "推送: webhooks that were added here, ended ones too, the newest first; for admins here, null for others.",
  })
  async webhooks(
    @Root() { id }: Organisation,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: CoursesContext,
  ): Promise<ConnectionValue<domain.Webhook> | null> {
    const page = await listWebhooks(context, { organisationId: id, ...paging })
    return page && toConnection(page)
  }
}

@Resolver(() => Webhook)
export class WebhookResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Lessons organised here or below are told of." })
  organisation(@Root() { organisationId }: domain.Webhook, @Ctx() _context: CoursesContext): Organisation {
    return { id: organisationId }
  }

  @FieldResolver(() => WebhookDeliveryConnection, { description: "推送记录: what was or is to be sent, the newest event first." })
  async deliveries(
    @Root() { id }: domain.Webhook,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: CoursesContext,
  ): Promise<ConnectionValue<object>> {
    const page = await listWebhookDeliveries(context, { webhookId: id, ...paging })
    const shown = (delivery: domain.WebhookDelivery) => ({
      ...delivery,
      nextAttemptAt: delivery.state === "WAITING" ? delivery.nextAt : null,
      lesson: () => (delivery.lessonId ? context.loaders.lessonById.load(delivery.lessonId) : null),
    })
    return toConnection({ ...page, items: page.items.map(shown) })
  }
}
