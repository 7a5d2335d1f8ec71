import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/member.ts"
import { labelAmong } from "../domain/namesake.ts"
import { Member } from "./member.type.ts"

@Resolver(() => Member)
export class NamesakeResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "同名区分: what tells the person apart from namesakes whom the viewer may read, as short as can be: the branch, 1990年生, both, or the personal code; null when there are none.",
  })
  async distinguishedBy(@Root() { id, name, code }: domain.Member, @Ctx() { loaders }: PeopleContext): Promise<string | null> {
    const namesakes = await loaders.namesakesByName.load(name)
    // Among too many to be read, the person may be missing; the code is the label then.
    const person = namesakes.find((namesake) => namesake.id === id) ?? { id, name, code, birthOn: "", branchName: null }
    return labelAmong(person, namesakes)
  }
}
