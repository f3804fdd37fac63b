import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { dispatch } from "@/server/outbox/outbox";
import { requestStatistics } from "../index/request-statistics";
import { apiSourceOf, noSource } from "./api-source";

/** Deletes a source with its text. @throws DomainError not_found. */
export async function deleteApiSource(workspaceId: string, id: string): Promise<void> {
  const events = await db.transaction(async (tx) => {
    const deleted = await tx
      .delete(knowledgeSources)
      .where(apiSourceOf(workspaceId, id))
      .returning({ id: knowledgeSources.id });
    if (deleted.length === 0) throw noSource();
    return requestStatistics(tx, workspaceId);
  });
  await dispatch(events);
}
