/**
 * The request asks for something that cannot be: a malformed id, a page of 0 rows, a cursor of another list.
 *
 * Reaches the client as a GraphQL error with the code BAD_USER_INPUT; `message` says what, where and what to do.
 */
export class BadInput extends Error {
  override readonly name = "BadInput"
  readonly extensions: { code: "BAD_USER_INPUT"; argument: string }

  constructor(argument: string, message: string) {
    super(message)
    this.extensions = { code: "BAD_USER_INPUT", argument }
  }
}
