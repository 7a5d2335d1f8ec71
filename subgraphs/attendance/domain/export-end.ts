/** Why an export is given up for good, for whoever asked for it. */
export class GivenUp extends Error {}

/** It was cancelled, or another run of the job has it: whatever is under way leaves it as it is. */
export class Unwanted extends Error {}

/** An archive would have become larger than its form allows; what it is of must be asked for in parts. */
export class ArchiveTooLarge extends Error {}

export const RIGHT_GONE = "The right to take this away ended before it was made. Nothing of it was kept."
export const TOO_OFTEN = "It could not be made; the fault is in the log of the program. Ask for it again."

/** What a file may have in bytes: its length is told as a whole number of 32 bits. */
export const LARGEST_FILE = 2_147_483_647
export const TOO_LARGE = "It would be larger than 2 GiB. Ask for it of organisations further down."
