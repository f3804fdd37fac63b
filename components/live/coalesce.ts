/**
 * Runs a frequently requested task one at a time, pausing `restMs` after each run. Calls during a run cause one more
 * run. A failed run calls `onFailure`.
 */
export function coalesce(
  run: () => Promise<unknown>,
  { restMs, onFailure }: { restMs: number; onFailure: (error: unknown) => void },
): () => void {
  let isBusy = false;
  let isWanted = false;

  async function go() {
    isBusy = true;
    while (isWanted) {
      isWanted = false;
      await run().catch(onFailure);
      await new Promise((resolve) => setTimeout(resolve, restMs));
    }
    isBusy = false;
  }

  return () => {
    isWanted = true;
    if (!isBusy) void go();
  };
}
