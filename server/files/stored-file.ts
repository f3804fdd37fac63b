import { sql } from "drizzle-orm";
import { files, messageFiles } from "@/db/schema/files";

/** A file without its bytes. */
export interface StoredFile {
  id: string;
  name: string;
  mimeType: string;
  sizeBytes: number;
}

/** The columns of a StoredFile for a query. */
export const fileColumns = { id: files.id, name: files.name, mimeType: files.mimeType, sizeBytes: files.sizeBytes };

/**
 * Selects the files of a message, in order, in a query of messages. Column names are written out, because in a query of
 * one table drizzle omits the table's name, and they would refer to the columns of the files here.
 */
export const filesOfMessage = sql<StoredFile[]>`coalesce((
  select json_agg(
    json_build_object('id', f.id, 'name', f.name, 'mimeType', f.mime_type, 'sizeBytes', f.size_bytes) order by mf.position
  )
  from ${messageFiles} mf join ${files} f on f.id = mf.file_id
  where mf.message_id = "messages"."id" and f.workspace_id = "messages"."workspace_id"
), '[]')`;
