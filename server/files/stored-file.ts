import { sql } from "drizzle-orm";
import { files, messageFiles } from "@/db/schema/files";

/** A file, without its bytes. */
export interface StoredFile {
  id: string;
  name: string;
  mimeType: string;
  sizeBytes: number;
}

/** The same for a query. */
export const fileColumns = { id: files.id, name: files.name, mimeType: files.mimeType, sizeBytes: files.sizeBytes };

/**
 * The files that a message carries, in order, for a query of messages. Names are written out: in a query of one table,
 * drizzle writes its columns without the table, which here would name those of the files.
 */
export const filesOfMessage = sql<StoredFile[]>`coalesce((
  select json_agg(
    json_build_object('id', f.id, 'name', f.name, 'mimeType', f.mime_type, 'sizeBytes', f.size_bytes) order by mf.position
  )
  from ${messageFiles} mf join ${files} f on f.id = mf.file_id
  where mf.message_id = "messages"."id" and f.workspace_id = "messages"."workspace_id"
), '[]')`;
