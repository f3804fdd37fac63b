import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { modelProviders } from "@/db/schema/bots";
import { transcriptionModels } from "@/db/schema/files";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";

export const transcriptionInput = z
  .object({
    providerId: idText,
    modelId: z.string().trim().min(1, "Give the model's id, such as whisper-1.").max(200),
  })
  .nullable();

/** Returns the model that transcribes the workspace's voice messages; null if there is none. */
export async function getTranscriptionModel(ctx: ServiceContext): Promise<z.infer<typeof transcriptionInput>> {
  requireRole(ctx, "viewer");
  const [row] = await db
    .select({ providerId: transcriptionModels.providerId, modelId: transcriptionModels.modelId })
    .from(transcriptionModels)
    .where(eq(transcriptionModels.workspaceId, ctx.workspaceId));
  return row ?? null;
}

/**
 * Sets the model that transcribes voice messages; null turns transcription off. Existing transcripts are kept.
 * @throws DomainError `not_found` for a provider of another workspace.
 */
export async function setTranscriptionModel(
  ctx: ServiceContext,
  input: z.infer<typeof transcriptionInput>,
): Promise<void> {
  requireRole(ctx, "admin");
  const { workspaceId } = ctx;
  if (input === null) {
    await db.delete(transcriptionModels).where(eq(transcriptionModels.workspaceId, workspaceId));
    return;
  }
  const [provider] = await db
    .select({ id: modelProviders.id })
    .from(modelProviders)
    .where(and(eq(modelProviders.workspaceId, workspaceId), eq(modelProviders.id, input.providerId)));
  if (!provider) throw new DomainError("not_found", "This model provider does not exist in your workspace.");
  await db
    .insert(transcriptionModels)
    .values({ workspaceId, ...input })
    .onConflictDoUpdate({ target: transcriptionModels.workspaceId, set: input });
}
