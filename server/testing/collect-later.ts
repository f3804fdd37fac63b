import type { Later } from "@/server/later";

/**
 * Creates a `Later` for a handler under test. `work` runs the tasks that the handler deferred until after its response.
 */
export function collectLater(): { later: Later; work: () => Promise<unknown> } {
  const left: Parameters<Later>[0][] = [];
  return {
    later: (work) => void left.push(work),
    work: () => Promise.all(left.map((work) => (typeof work === "function" ? work() : work))),
  };
}
