import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { knowledgeEntries, knowledgeVectors } from "@/db/schema/knowledge";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import { findProvider } from "@/server/models/catalogue/model-providers";
import { embedTexts, type EmbeddingChoice } from "@/server/models/embeddings/embed-texts";
import { dispatch, enqueue } from "@/server/outbox/outbox";
import type { EmbeddingSetting } from "@/server/schemas/knowledge/embedding-setting";
import type { ServiceContext } from "@/server/service-context";
import { mostCompared } from "./load-vectors";
import { SCALE_TEXTS, scaleOf } from "./similarity-scale";
import { hasPgvector } from "./vector-index";
import { modelKey, readEmbeddingSetting } from "./vector-state";

export const embeddingModelInput = z
  .object({
    providerId: idText,
    model: z.string().trim().min(1, "Write the model's id, such as text-embedding-3-small.").max(200),
  })
  .nullable();

/** The embedding model of a workspace and how far its vectors are. */
export interface EmbeddingStatus {
  /** Null: search compares words only. */
  chosen: EmbeddingChoice | null;
  /** Texts of the knowledge base. */
  texts: number;
  /** Those with a vector, and those whose text the model refuses. */
  withVector: number;
  refused: number;
  /** Why vectors cannot be made at the moment. */
  error: string | null;
  hasPgvector: boolean;
  /** How many texts can be compared without pgvector. */
  mostCompared: number;
}

/** The length of vectors of a usual model, for the limit that is shown before one is chosen. */
const USUAL_DIMENSIONS = 1536;

/** Returns a workspace's embedding model with the state of its vectors. */
export async function getEmbeddingModel(ctx: ServiceContext): Promise<EmbeddingStatus> {
  requireRole(ctx, "viewer");
  const { workspaceId } = ctx;
  const setting = await readEmbeddingSetting(workspaceId);
  const [counts] = await db.execute<{ texts: number; withVector: number; refused: number }>(sql`
    select count(*)::int as "texts", count(*) filter (where cardinality(vector.embedding) > 0)::int as "withVector",
      count(*) filter (where cardinality(vector.embedding) = 0)::int as "refused"
    from ${knowledgeEntries} as entry
    left join ${knowledgeVectors} as vector
      on vector.chunk_id = entry.chunk_id and vector.model = ${setting ? modelKey(setting) : ""}
    where entry.workspace_id = ${workspaceId} and entry.is_live`);
  return {
    chosen: setting && { providerId: setting.providerId, model: setting.model },
    texts: counts?.texts ?? 0,
    withVector: counts?.withVector ?? 0,
    refused: counts?.refused ?? 0,
    error: setting?.error ?? null,
    hasPgvector: await hasPgvector(),
    mostCompared: mostCompared(setting?.dimensions ?? USUAL_DIMENSIONS),
  };
}

/**
 * Sets the embedding model of knowledge search after a request to it, and requests the vectors of all texts; null turns
 * search by meaning off and has the vectors deleted.
 * @throws DomainError `not_found` for a provider of another workspace, `invalid` if the model does not work.
 */
export async function setEmbeddingModel(
  ctx: ServiceContext,
  input: z.infer<typeof embeddingModelInput>,
): Promise<void> {
  requireRole(ctx, "admin");
  const { workspaceId } = ctx;
  const embeddingModel = input && (await tryModel(ctx, input));
  const events = await db.transaction(async (tx) => {
    await tx.update(workspaces).set({ embeddingModel }).where(eq(workspaces.id, workspaceId));
    return enqueue(tx, [{ name: "knowledge/vectors.requested", data: { workspaceId } }]);
  });
  await dispatch(events);
}

async function tryModel(ctx: ServiceContext, choice: EmbeddingChoice): Promise<EmbeddingSetting> {
  await findProvider(ctx, choice.providerId);
  const tried = await embedTexts(ctx.workspaceId, choice, SCALE_TEXTS, { attempts: 1 });
  if ("reason" in tried) throw unusable(`This model does not work: ${tried.reason}`);
  const scale = scaleOf(tried.vectors);
  if (!scale) throw unusable("This model does not tell texts about different things apart. Is it an embedding model?");
  const dimensions = tried.vectors[0]?.length ?? 0;
  const now = new Date();
  // The time is higher than every earlier version.
  return { ...choice, dimensions, scale, version: now.getTime(), activeAt: now.toISOString(), error: null };
}

function unusable(message: string): DomainError {
  return new DomainError("invalid", message, { details: [{ path: ["model"], message }] });
}
