/** A reason not to start that the person at the keyboard can act on; printed as one sentence, without a stack. */
export class CannotStart extends Error {}
