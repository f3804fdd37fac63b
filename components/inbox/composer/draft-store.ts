import { z } from "zod";

const draftFile = z.object({ fileId: z.string(), name: z.string(), sizeBytes: z.number() });
/** An uploaded file that belongs to the next message. */
export type DraftFile = z.infer<typeof draftFile>;

/** What the employee wrote, if the text is its translation; null otherwise. */
const writtenText = z.string().nullable().default(null);

const draft = z.object({
  text: z.string(),
  writtenText,
  /** Messages are translated before they are sent. */
  isTranslated: z.boolean().default(false),
  /** True for a note for colleagues, false for a message. */
  isNote: z.boolean(),
  files: z.array(draftFile),
});
/** What a user has typed for a conversation but not sent; stored in this browser. */
export type Draft = z.infer<typeof draft>;

const unsent = z.object({
  /** Sent again with the same id, the message is stored only once. */
  clientMessageId: z.string(),
  text: z.string(),
  writtenText,
  files: z.array(draftFile),
  at: z.string(),
  isNote: z.boolean(),
});
/** A message that was sent but not confirmed. */
export type UnsentMessage = z.infer<typeof unsent>;

const kept = z.object({
  draft,
  unsent: z.array(unsent),
});
type Kept = z.infer<typeof kept>;

export const emptyDraft: Draft = { text: "", writtenText: null, isTranslated: false, isNote: false, files: [] };

/** The storage key. It includes the user because several people may share a browser. */
export function draftKey(userId: string, conversationId: string): string {
  return `parley-inbox-${userId}-${conversationId}`;
}

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Reads what is stored for a conversation; empty when there is nothing or it cannot be parsed. */
export function readKept(store: Store, key: string): Kept {
  const nothing = { draft: emptyDraft, unsent: [] };
  try {
    return kept.safeParse(JSON.parse(store.getItem(key) ?? "null")).data ?? nothing;
  } catch {
    return nothing;
  }
}

/** Stores one part; removes the conversation's entry when nothing is left in it. */
export function writeKept(store: Store, key: string, part: Partial<Kept>): void {
  const next = { ...readKept(store, key), ...part };
  try {
    if (isNothing(next)) store.removeItem(key);
    else store.setItem(key, JSON.stringify(next));
  } catch {
    // The storage is full or forbidden; the page still has the text.
  }
}

function isNothing({ draft, unsent }: Kept): boolean {
  const { text, writtenText, isTranslated, isNote, files } = draft;
  const isEmpty = text === "" && writtenText === null && !isTranslated && !isNote && files.length === 0;
  return isEmpty && unsent.length === 0;
}
