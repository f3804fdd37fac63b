import { z } from "zod";

/** What somebody has typed for a conversation and not sent yet; kept in this browser. */
export interface Draft {
  text: string;
  /** A note for colleagues instead of a message. */
  isNote: boolean;
  files: DraftFile[];
}

const draftFile = z.object({ fileId: z.string(), name: z.string(), sizeBytes: z.number() });
/** A file that has been uploaded and goes with the next message. */
export type DraftFile = z.infer<typeof draftFile>;

const unsent = z.object({
  /** The message's own id: sent again with it, it is stored once. */
  clientMessageId: z.string(),
  text: z.string(),
  files: z.array(draftFile),
  at: z.string(),
  isNote: z.boolean(),
});
/** A message that was sent off and is not known to have arrived. */
export type UnsentMessage = z.infer<typeof unsent>;

const kept = z.object({
  draft: z.object({ text: z.string(), isNote: z.boolean(), files: z.array(draftFile) }),
  unsent: z.array(unsent),
});
type Kept = z.infer<typeof kept>;

export const emptyDraft: Draft = { text: "", isNote: false, files: [] };

/** By whose it is and of which conversation, since people may share a browser. */
export function draftKey(userId: string, conversationId: string): string {
  return `parley-inbox-${userId}-${conversationId}`;
}

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** What is kept for a conversation; nothing when it cannot be read. */
export function readKept(store: Store, key: string): Kept {
  const nothing = { draft: emptyDraft, unsent: [] };
  try {
    return kept.safeParse(JSON.parse(store.getItem(key) ?? "null")).data ?? nothing;
  } catch {
    return nothing;
  }
}

/** Keeps a part; a conversation for which nothing is left leaves nothing behind. */
export function writeKept(store: Store, key: string, part: Partial<Kept>): void {
  const next = { ...readKept(store, key), ...part };
  try {
    if (isNothing(next)) store.removeItem(key);
    else store.setItem(key, JSON.stringify(next));
  } catch {
    // A full or forbidden storage: what is typed lives on in the page.
  }
}

function isNothing({ draft, unsent }: Kept): boolean {
  return draft.text === "" && !draft.isNote && draft.files.length === 0 && unsent.length === 0;
}
