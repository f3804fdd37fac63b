import { z } from "zod";
import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { requireRole } from "@/server/accounts/require-role";
import { purgeFile } from "@/server/files/purge-files";
import { idText } from "@/server/input-types";
import { requestStatistics } from "@/server/knowledge/index/request-statistics";
import { dispatch } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";
import { findSource, sourceOf } from "./find-source";

export const sourceIdInput = z.object({ sourceId: idText });

/** Deletes a source with its documents and its file. A reading in progress changes nothing any more. */
export async function deleteSource(ctx: ServiceContext, sourceId: string): Promise<void> {
  requireRole(ctx, "editor");
  const { settings } = await findSource(ctx.workspaceId, sourceId);
  const events = await db.transaction(async (tx) => {
    await tx.delete(knowledgeSources).where(sourceOf(ctx.workspaceId, sourceId));
    return requestStatistics(tx, ctx.workspaceId);
  });
  await dispatch(events);
  if (settings.kind === "file") await purgeFile(ctx.workspaceId, settings.fileId);
}
