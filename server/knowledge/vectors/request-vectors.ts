import { sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { knowledgeEntries, knowledgeVectors } from "@/db/schema/knowledge";
import { PATIENCE } from "@/server/outbox/check-time";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import { modelKeyOf } from "./vector-state";

/** After a failure that repeats itself, the work is tried again this often. */
const AFTER_FAILURE = sql`interval '30 minutes'`;

/**
 * Requests vectors for the texts of a workspace that have none; does nothing without an embedding model.
 * @returns The events to dispatch after the commit.
 */
export async function requestVectors(on: Executor, workspaceId: string): Promise<OutboxEvent[]> {
  const found = await on.execute(sql`
    select from ${workspaces} where ${workspaces.id} = ${workspaceId} and ${workspaces.embeddingModel} is not null`);
  return found.length === 0 ? [] : enqueue(on, [{ name: "knowledge/vectors.requested", data: { workspaceId } }]);
}

/**
 * Requests the vectors of workspaces with texts that have none and on which nothing works, and the deletion of vectors
 * without a model.
 * @returns The events to dispatch.
 */
export async function requestMissingVectors(): Promise<OutboxEvent[]> {
  const setting = sql`${workspaces.embeddingModel}`;
  const rows = await db.execute<{ id: string }>(sql`
    select ${workspaces.id} from ${workspaces}
    where case when ${setting} is null
      then exists (select from ${knowledgeVectors} where ${knowledgeVectors.workspaceId} = ${workspaces.id})
      else (${setting} ->> 'activeAt')::timestamptz
          < now() - case when ${setting} ->> 'error' is null then ${PATIENCE} else ${AFTER_FAILURE} end
        and exists (
          select from ${knowledgeEntries} as entry
          where entry.workspace_id = ${workspaces.id} and entry.is_live and not exists (
            select from ${knowledgeVectors} as vector where vector.chunk_id = entry.chunk_id and vector.model = ${modelKeyOf(setting)}
          )
        )
      end`);
  return enqueue(
    db,
    rows.map(({ id }) => ({ name: "knowledge/vectors.requested", data: { workspaceId: id } })),
  );
}
