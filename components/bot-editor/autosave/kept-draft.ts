import { ulid } from "ulidx";
import { z } from "zod";

/** A document as the server had it, and its version there. */
export interface Saved<T> {
  value: T;
  version: string;
}

/** Changes that are not saved on the server yet. */
export interface KeptDraft<T> {
  /** What the changes were made on. */
  base: Saved<T>;
  draft: T;
}

/** Names a draft in this browser's storage. It includes the user because several people may share a browser. */
export function draftKey(userId: string, botId: string, part: string): string {
  return `parley-draft-${userId}-${botId}-${part}`;
}

/** Where one page keeps its changes of a draft, so that pages in several tabs do not overwrite each other's. */
export function pageKey(draft: string): string {
  return `${draft}.${ulid()}`;
}

export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** The keys under which pages have kept changes of a draft, those of the oldest page first. */
export function pageKeys(store: Store, draft: string): string[] {
  try {
    const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? "");
    return keys.filter((key) => key.startsWith(`${draft}.`)).toSorted();
  } catch {
    return [];
  }
}

/** Moves what a page has kept to another page's key; returns false if there is nothing or the storage forbids it. */
export function move(store: Store, from: string, to: string): boolean {
  try {
    const text = store.getItem(from);
    if (text === null) return false;
    // A full storage has no room for both.
    store.removeItem(from);
    store.setItem(to, text);
    return true;
  } catch {
    return false;
  }
}

/** Reads a kept draft; null if there is none, or if it has another form than today's. */
export function readKept<T>(store: Store, key: string, schema: z.ZodType<T>): KeptDraft<T> | null {
  try {
    const kept = z.object({ base: z.object({ value: schema, version: z.string() }), draft: schema });
    return kept.safeParse(JSON.parse(store.getItem(key) ?? "null")).data ?? null;
  } catch {
    return null;
  }
}

/** Keeps a draft as text; returns false if the storage is full or forbidden. */
export function keep(store: Store, key: string, text: string): boolean {
  try {
    store.setItem(key, text);
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
