import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import type { EndedEdits } from "@/server/schemas/knowledge/source-settings";
import { excerpt } from "@/server/text/excerpt";
import type { PartBefore } from "./match-edits";

/** How many parts are named. */
const MOST_NAMED = 5;
const LONGEST_NAME = 60;

/** Notes at a source that edits of its parts ended, for the notes on its readings. */
export async function noteEndedEdits(tx: Transaction, sourceId: string, ended: PartBefore[]): Promise<void> {
  if (ended.length === 0) return;
  const [source] = await tx
    .select({ endedEdits: knowledgeSources.endedEdits })
    .from(knowledgeSources)
    .where(eq(knowledgeSources.id, sourceId))
    .for("no key update");
  if (!source) return;
  const { count, parts } = source.endedEdits;
  const named = [...new Set([...parts, ...ended.slice(0, MOST_NAMED).map(nameOf)])].slice(0, MOST_NAMED);
  const endedEdits = { count: count + ended.length, parts: named };
  await tx.update(knowledgeSources).set({ endedEdits }).where(eq(knowledgeSources.id, sourceId));
}

/** Forgets the edits that ended. A person who has the source read again has seen the note on them. */
export async function forgetEndedEdits(tx: Transaction, sourceId: string): Promise<void> {
  const endedEdits: EndedEdits = { count: 0, parts: [] };
  await tx.update(knowledgeSources).set({ endedEdits }).where(eq(knowledgeSources.id, sourceId));
}

/** Says which edits ended; empty if none did. */
export function endedEditsNotes({ count, parts }: EndedEdits): string[] {
  if (count === 0) return [];
  const more = count > parts.length ? [`${(count - parts.length).toLocaleString("en")} more`] : [];
  const named = new Intl.ListFormat("en").format([...parts, ...more]);
  const what = count === 1 ? "One of your edits" : `${count.toLocaleString("en")} of your edits`;
  return [`${what} ended because the text at the source changed: ${named}. Check the new text.`];
}

function nameOf({ headings, edit }: PartBefore): string {
  const path = headings.filter(Boolean).slice(-2).join(" › ");
  const name = path === "" ? "a part without a heading" : `“${excerpt(path, LONGEST_NAME)}”`;
  return edit?.text === null ? `${name} (deleted)` : name;
}
