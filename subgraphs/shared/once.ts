/** Do a piece of work at the first call, and give what came of it at every later one: for what is the same as long as the process lives. */
export function once<Made extends object>(make: () => Made): () => Made {
  let made: Made | undefined
  return () => (made ??= make())
}
