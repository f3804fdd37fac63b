import type { Later } from "@/server/later";

/** A `Later` for a handler under test; `work` does what the handler left to do after its answer. */
export function collectLater(): { later: Later; work: () => Promise<unknown> } {
  const left: Parameters<Later>[0][] = [];
  return {
    later: (work) => void left.push(work),
    work: () => Promise.all(left.map((work) => (typeof work === "function" ? work() : work))),
  };
}
