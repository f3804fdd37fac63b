import { sql } from "drizzle-orm";
import { knowledgeChunks } from "@/db/schema/knowledge";
import { statement } from "@/db/statement";

/** A chunk directly before or after a hit in the same document. */
export interface Neighbour {
  /** The chunk that was found. */
  hitId: string;
  chunkId: string;
  side: "before" | "after";
  headings: string[];
  text: string;
}

const select = statement<{ workspaceId: string; ids: string }, Neighbour & Record<string, unknown>>(
  ({ workspaceId, ids }) => sql`
    select hit.id as "hitId", near.id as "chunkId",
      case when near.position < hit.position then 'before' else 'after' end as side, near.headings, near.text
    from unnest(${ids}::text::text[]) as given (id)
    join ${knowledgeChunks} as hit on hit.id = given.id and hit.workspace_id = ${workspaceId}
    join ${knowledgeChunks} as near
      on near.document_id = hit.document_id and near.position in (hit.position - 1, hit.position + 1)`,
);

/** Reads the chunks before and after these chunks. A deleted neighbour leaves a gap, over which none is taken. */
export async function selectNeighbours(workspaceId: string, chunkIds: string[]): Promise<Neighbour[]> {
  return chunkIds.length === 0 ? [] : select({ workspaceId, ids: `{${chunkIds.join(",")}}` });
}
