import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { files } from "@/db/schema/files";

const PIECE_BYTES = 512 * 1024;

/**
 * Inserts the row of a file. The driver encodes bytes as text of twice their size in one go, which takes seconds for a
 * large file, so its bytes are sent in pieces, and requests are served between them.
 */
export async function insertFile(tx: Transaction, row: typeof files.$inferInsert): Promise<void> {
  const { bytes } = row;
  if (!(bytes instanceof Buffer) || bytes.length <= PIECE_BYTES) {
    await tx.insert(files).values(row);
    return;
  }
  // Only this transaction sees the table, and it disappears with it.
  await tx.execute(
    sql`create temporary table if not exists file_pieces (position integer, piece bytea) on commit drop`,
  );
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const piece = bytes.subarray(at, at + PIECE_BYTES);
    await tx.execute(sql`insert into pg_temp.file_pieces values (${at}, ${piece})`);
  }
  const joined = sql`(select string_agg(piece, ''::bytea order by position) from pg_temp.file_pieces)`;
  await tx.insert(files).values({ ...row, bytes: joined });
  await tx.execute(sql`truncate pg_temp.file_pieces`);
}
