import type { StorageMode } from "../panel-contract.ts";

/** What the browser remembers of a visitor, as far as the loader needs it. The panel's client writes all but `shown`. */
export interface Memory {
  /** The visitor has written in this browser before. */
  isKnown(): boolean;
  /** The ids of proactive messages that need not appear again. */
  shown(): string[];
  keepShown(ids: readonly string[]): void;
  /** Forgets the visitor. */
  clear(): void;
}

const OF_VISITOR = ["token", "read", "unsent"];

export function openMemory(channel: string, mode: StorageMode): Memory {
  /** Storage can be blocked, in frames and private windows, or full. */
  function use<T>(run: (area: Storage) => T, of = mode): T | null {
    try {
      return of === "none" ? null : run(of === "local" ? localStorage : sessionStorage);
    } catch {
      return null;
    }
  }
  const nameOf = (key: string) => `parley:${channel}:${key}`;
  const clear = (area: Storage) => OF_VISITOR.forEach((key) => area.removeItem(nameOf(key)));
  return {
    isKnown: () => use((area) => OF_VISITOR.some((key) => area.getItem(nameOf(key)))) === true,
    shown: () => use((area) => area.getItem(nameOf("shown")))?.split(" ") ?? [],
    keepShown: (ids) => use((area) => area.setItem(nameOf("shown"), ids.join(" "))),
    clear() {
      use(clear);
      // Whatever the mode, messages that were not sent are kept for the tab.
      use(clear, "session");
    },
  };
}
