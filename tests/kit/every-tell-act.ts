import type { Ground, IdFrom, Input, Inputs } from "./act-inputs.ts"
import { tellIn } from "./tell.ts"
import type { World } from "./world.ts"

/** Who does an act for which an admin is not the one: set when its input is made. */
export type Actors = Map<string, string>

/** Inputs of acts about notices, webhooks, calendar feeds and answers. What is somebody's own is done by that somebody. */
export function tellInputs(world: World, actors: Actors, idFrom: IdFrom): Inputs {
  const webhook = ({ branch }: Ground): Input => ({
    organisation: branch.id,
    url: "https://hooks.example.cn/in",
    events: ["LESSON_PUBLISHED"],
  })
  const added = async (ground: Ground) => ({ webhook: await idFrom("addWebhook", webhook(ground), "... on WebhookAdded { webhook { id } }") })
  const feed = async ({ branch }: Ground): Promise<Input> => ({ subject: (await world.venue(branch)).id })
  const somebody = async ({ branch }: Ground, mutation: string) => {
    const person = await world.member(branch, { name: "周敏" })
    actors.set(mutation, person.subject)
    return person
  }
  return {
    markNoticesRead: async (ground) => {
      const member = await somebody(ground, "markNoticesRead")
      const lesson = await world.lesson(ground.branch, "2026-11-25T14:30:00+08:00", { expected: [member] })
      return { notices: [(await tellIn(world.insert, lesson, { member })).id] }
    },
    submitFeedback: async (ground) => {
      const member = await somebody(ground, "submitFeedback")
      const lesson = await world.lesson(ground.branch, "2026-11-20T14:30:00+08:00", { expected: [member] })
      return { lesson: lesson.id, rating: 4, comment: "讲得清楚" }
    },
    openCalendarFeed: feed,
    revokeCalendarFeed: async (ground) => ({ feed: await idFrom("openCalendarFeed", await feed(ground), "... on CalendarFeedOpened { feed { id } }") }),
    addWebhook: webhook,
    updateWebhook: async (ground) => ({ ...(await added(ground)), url: "https://hooks.example.cn/other", events: ["LESSON_CANCELLED"], renewSecret: true }),
    removeWebhook: added,
    pingWebhook: added,
    resendWebhookDelivery: async (ground) => {
      const input = await added(ground)
      return { ...input, event: await idFrom("pingWebhook", input, "... on WebhookPinged { webhook { deliveries { nodes { id } } } }") }
    },
  }
}
