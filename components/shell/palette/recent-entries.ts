import { z } from "zod";
import { entryKind, type PaletteEntry } from "./entry";

const MOST_KEPT = 6;

const kept = z.array(z.object({ kind: entryKind, name: z.string(), hint: z.string().nullable(), href: z.string() }));

type Store = Pick<Storage, "getItem" | "setItem">;

/** The storage key. It includes the member because several people may share a browser. */
export function recentKey(workspaceId: string, userId: string): string {
  return `parley-palette-${workspaceId}-${userId}`;
}

/** What was chosen in the palette, the newest first; empty when there is nothing or it cannot be read. */
export function readRecent(store: Store, key: string): PaletteEntry[] {
  try {
    return kept.safeParse(JSON.parse(store.getItem(key) ?? "[]")).data ?? [];
  } catch {
    return [];
  }
}

/** Keeps a choice. Commands are not kept: they are always offered. */
export function keepRecent(store: Store, key: string, { kind, name, hint, href }: PaletteEntry): void {
  if (kind === "command" || href === null) return;
  const others = readRecent(store, key).filter((entry) => entry.href !== href);
  try {
    store.setItem(key, JSON.stringify([{ kind, name, hint, href }, ...others].slice(0, MOST_KEPT)));
  } catch {
    // The storage is full or forbidden; the palette then begins without recent choices.
  }
}
