/**
 * Taken by a change of the tree of organisations, to the end of its transaction: one change at a time. It may run for long, because a
 * district has thousands of rows, and wait for a roster that is being imported.
 */
export const CHANGE_TREE =
  "SELECT set_config('statement_timeout', '25s', true), set_config('lock_timeout', '20s', true), pg_advisory_xact_lock(hashtext('organisation.tree'))"

/**
 * Taken as the first thing, before the path is read and before any row is locked, by whoever copies an organisation's path into rows of their own, to the end of the transaction: the
 * tree stands still meanwhile, for any number of them, so that no copy is written that a move has just outdated.
 */
export const HOLD_TREE = "SELECT set_config('lock_timeout', '9s', true), pg_advisory_xact_lock_shared(hashtext('organisation.tree'))"
