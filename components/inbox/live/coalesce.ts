/**
 * Makes something that is asked for often run one at a time, with a rest of `restMs` after each run: calls that come
 * meanwhile make it run once more. A run that fails is told to `onFailure`.
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
