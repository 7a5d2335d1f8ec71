/** Stop in order on the first SIGTERM or Ctrl-C, then end with 0; a second one is not heard, so that nothing is cut off. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false
  const onSignal = () => {
    if (isStopping) return
    isStopping = true
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`It did not stop cleanly: ${String(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.on("SIGTERM", onSignal)
  process.on("SIGINT", onSignal)
}

/** Wait for the end of some work, but no longer than this. */
export function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  return Promise.race([work.then(() => undefined), new Promise<void>((resolve) => setTimeout(resolve, ms).unref())])
}
