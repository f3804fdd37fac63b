import { and, eq, sql, type SQL } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import type { EmbeddingSetting } from "@/server/schemas/knowledge/embedding-setting";

/** What identifies the vectors that can be compared with each other. */
export type VectorModel = Pick<EmbeddingSetting, "providerId" | "model" | "dimensions">;

/** The name of a model in `knowledge_vectors`. */
export function modelKey({ providerId, model, dimensions }: VectorModel): string {
  return `${providerId} ${model} ${dimensions}`;
}

/** The same name as SQL, of a setting in the database. */
export function modelKeyOf(setting: SQL): SQL {
  return sql`concat_ws(' ', ${setting} ->> 'providerId', ${setting} ->> 'model', ${setting} ->> 'dimensions')`;
}

/** Reads a workspace's embedding model; null if search compares words only. */
export async function readEmbeddingSetting(workspaceId: string): Promise<EmbeddingSetting | null> {
  const [row] = await db
    .select({ setting: workspaces.embeddingModel })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  return row?.setting ?? null;
}

/** Records that vectors changed, so that each process reads them again, and that the work on them is not lost. */
export async function noteVectors(workspaceId: string, of: VectorModel, on: Executor = db): Promise<void> {
  const version = sql`(${workspaces.embeddingModel} ->> 'version')::bigint + 1`;
  await change(on, workspaceId, of, sql`jsonb_build_object('version', ${version}, 'activeAt', now(), 'error', null)`);
}

/** Records why no vectors can be made. */
export async function noteVectorFailure(workspaceId: string, of: VectorModel, error: string): Promise<void> {
  await change(db, workspaceId, of, sql`jsonb_build_object('activeAt', now(), 'error', ${error}::text)`);
}

/** Changes the setting unless another model was chosen meanwhile. */
async function change(on: Executor, workspaceId: string, of: VectorModel, changes: SQL): Promise<void> {
  const { providerId, model, dimensions } = of;
  const isSame = sql`${workspaces.embeddingModel} @> ${JSON.stringify({ providerId, model, dimensions })}::jsonb`;
  await on
    .update(workspaces)
    .set({ embeddingModel: sql`${workspaces.embeddingModel} || ${changes}` })
    .where(and(eq(workspaces.id, workspaceId), isSame));
}
