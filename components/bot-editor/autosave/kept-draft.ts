import { z } from "zod";

/** A document as the server had it, and its version there. */
export interface Saved<T> {
  value: T;
  version: string;
}

/** Changes that are not saved on the server yet. */
interface KeptDraft<T> {
  /** What the changes were made on. */
  base: Saved<T>;
  draft: T;
}

/** Where this browser keeps a draft. It includes the user because several people may share a browser. */
export function draftKey(userId: string, botId: string, part: string): string {
  return `parley-draft-${userId}-${botId}-${part}`;
}

export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Reads a kept draft; null if there is none, or if it has another form than today's. */
export function readKept<T>(store: Store, key: string, schema: z.ZodType<T>): KeptDraft<T> | null {
  try {
    const kept = z.object({ base: z.object({ value: schema, version: z.string() }), draft: schema });
    return kept.safeParse(JSON.parse(store.getItem(key) ?? "null")).data ?? null;
  } catch {
    return null;
  }
}

/** Keeps a draft; returns false if the storage is full or forbidden. */
export function keep<T>(store: Store, key: string, kept: KeptDraft<T>): boolean {
  try {
    store.setItem(key, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function forget(store: Store, key: string): void {
  try {
    store.removeItem(key);
  } catch {
    // Without storage there is nothing to remove.
  }
}
