import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { knowledgeChunks, knowledgeOriginals } from "@/db/schema/knowledge";
import type { PartBefore } from "./match-edits";
import { textHashIn } from "./text-hash";

/** An edited or deleted chunk. */
export type EditedPart = PartBefore & Required<Pick<PartBefore, "edit">>;

interface EditRow extends Record<string, unknown> {
  position: number;
  headings: string[];
  textHash: string | null;
  text: string | null;
}

/**
 * Reads which chunks of a document people changed, with the chunks that have the same text as one of them, in their
 * order. Empty for a document that nobody changed.
 */
export async function readEdits(tx: Transaction, documentId: string): Promise<PartBefore[]> {
  const edits = await selectEdits(tx, documentId);
  const hashes = new Set(edits.flatMap(({ textHash }) => textHash ?? []));
  if (hashes.size === 0) return edits.map(partOf);
  const hash = textHashIn(sql`${knowledgeChunks.text}`);
  const alike = await tx
    .select({ position: knowledgeChunks.position, headings: knowledgeChunks.headings, textHash: hash })
    .from(knowledgeChunks)
    .where(
      and(
        eq(knowledgeChunks.documentId, documentId),
        eq(knowledgeChunks.isEdited, false),
        sql`${hash} = any(${sql.param([...hashes])}::text[])`,
      ),
    );
  const all = [
    ...edits.map((row) => ({ position: row.position, part: partOf(row) })),
    ...alike.map(({ position, ...part }) => ({ position, part })),
  ];
  return all.toSorted((a, b) => a.position - b.position).map(({ part }) => part);
}

/** Reads the chunks that people edited, and not those that they deleted, of documents that are being removed. */
export async function readLostEdits(tx: Transaction, documentIds: string[]): Promise<EditedPart[]> {
  if (documentIds.length === 0) return [];
  const rows = await tx
    .select({ headings: knowledgeChunks.headings, text: knowledgeChunks.text })
    .from(knowledgeChunks)
    .where(and(inArray(knowledgeChunks.documentId, documentIds), eq(knowledgeChunks.isEdited, true)));
  return rows.map(({ headings, text }) => ({ headings, textHash: null, edit: { text } }));
}

function selectEdits(tx: Transaction, documentId: string): Promise<EditRow[]> {
  return tx.execute<EditRow>(sql`
    select coalesce(original.position, chunk.position) as position, coalesce(original.headings, chunk.headings) as headings,
      original.text_hash as "textHash", chunk.text
    from (select * from ${knowledgeOriginals} where document_id = ${documentId}) as original
    full join (
      select position, headings, text from ${knowledgeChunks} where document_id = ${documentId} and is_edited
    ) as chunk on chunk.position = original.position
    order by 1`);
}

function partOf({ headings, textHash, text }: EditRow): EditedPart {
  return { headings, textHash, edit: { text } };
}
