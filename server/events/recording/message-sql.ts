import { type SQL, sql } from "drizzle-orm";

/** The files of a stored message as JSON, in their order. */
export function filesOf(messageId: SQL): SQL {
  return sql`coalesce((
    select json_agg(${fileJson} order by mf.position)
    from message_files mf join files f on f.id = mf.file_id where mf.message_id = ${messageId}
  ), '[]')`;
}

/** The file of a message that the same statement stores, as JSON. */
export function fileOf(fileId: SQL): SQL {
  return sql`coalesce((select json_agg(${fileJson}) from files f where f.id = ${fileId}), '[]')`;
}

const fileJson = sql`json_build_object('id', f.id, 'name', f.name, 'mime_type', f.mime_type, 'size_bytes', f.size_bytes)`;
