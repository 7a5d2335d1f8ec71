/** An organisation of a world. `id` is what clients see, `uuid` what the database holds. */
export type Place = { uuid: string; id: string; path: string; name: string }

/** A member of a world, with the subject to sign in under. */
export type Person = { uuid: string; id: string; name: string; subject: string }

export type Thing = { uuid: string; id: string }
