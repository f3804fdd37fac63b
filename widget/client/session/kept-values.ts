import type { StorageMode } from "../../panel-contract.ts";

/**
 * What the widget keeps in the browser, each value under `parley:<channel public id>:<key>`. Nothing is written before
 * the visitor opens the chat or writes.
 *
 * - `token`: the visitor's token, unless the site vouches for the visitor, who then needs none
 * - `read`: the id of the newest message that was read
 * - `sound`: `on` or `off`, once the visitor has chosen
 * - `shown`: the proactive messages that need not appear again, which the loader keeps
 * - `unsent`: messages that were not sent, in this tab only
 */
export interface KeptValues {
  get(key: KeptKey): string | null;
  /** Null removes the value. */
  set(key: KeptKey, value: string | null): void;
}

type KeptKey = "token" | "read" | "sound" | "unsent";

/** Storage can be blocked, in frames and private windows, or full; the values then last as long as the page. */
export function openKeptValues(channel: string, mode: StorageMode): KeptValues {
  const memory = new Map<KeptKey, string | null>();
  const nameOf = (key: KeptKey) => `parley:${channel}:${key}`;
  const areaOf = (key: KeptKey) => (mode === "local" && key !== "unsent" ? localStorage : sessionStorage);
  return {
    get(key) {
      if (mode === "none" || memory.has(key)) return memory.get(key) ?? null;
      try {
        return areaOf(key).getItem(nameOf(key));
      } catch {
        return null;
      }
    },
    set(key, value) {
      memory.delete(key);
      try {
        if (mode === "none") throw new Error();
        if (value === null) areaOf(key).removeItem(nameOf(key));
        else areaOf(key).setItem(nameOf(key), value);
      } catch {
        memory.set(key, value);
      }
    },
  };
}
