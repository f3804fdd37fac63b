import { setImmediate } from "node:timers/promises";
import { takeTurn } from "../reading/reading-queue";

/** Takes the places of all files that may be read at the same time. Returns a function that gives them back. */
export async function takeAllPlaces(): Promise<() => Promise<void>> {
  const end = new AbortController();
  const turns = ["one", "another"].map((workspaceId) =>
    takeTurn(workspaceId, { signal: end.signal }).catch((error: unknown) => {
      if (end.signal.aborted) return null;
      throw error;
    }),
  );
  await setImmediate();
  return async () => {
    end.abort();
    for (const turn of turns) (await turn)?.();
  };
}
