import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/policy-document.ts"
import type * as term from "../domain/term.ts"
import { PolicyDocument, TermRule } from "./policy-document.type.ts"

@Resolver(() => PolicyDocument)
export class PolicyDocumentResolver {
  @FieldResolver(() => [TermRule], { description: "The terms of office that it sets; a few." })
  termRules(@Root() { id }: domain.PolicyDocument, @Ctx() { loaders }: OrganisationContext): Promise<term.TermRule[]> {
    return loaders.termRulesByDocument.load(id)
  }
}

@Resolver(() => TermRule)
export class TermRuleResolver {
  @FieldResolver(() => PolicyDocument, { nullable: true, description: "The document that sets it." })
  document(@Root() { documentId }: term.TermRule, @Ctx() { loaders }: OrganisationContext): Promise<domain.PolicyDocument | null> {
    return loaders.documentById.load(documentId)
  }
}
