import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import { forgetEndedEdits } from "@/server/knowledge/edits/end-edits";
import { nextReading } from "@/server/knowledge/reading/next-reading";
import { isUnread, requestReading } from "@/server/knowledge/reading/request-reading";
import { dispatch } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";
import { assertColumns } from "./assert-columns";
import { assertNew } from "./create-source";
import { type KnowledgeSource, lockSource } from "./find-source";
import { settingsKey, sourceKey } from "./get-source";
import {
  hasSchedule,
  nameOf,
  readingSchedule,
  sourceName,
  type WrittenSettings,
  writtenSettings,
} from "./source-input";

export const updateSourceInput = z.object({
  sourceId: idText,
  /** Empty: the name comes from the settings. */
  name: sourceName.optional(),
  /** Of the source's kind. They are read immediately if they changed or were not read before. */
  settings: writtenSettings.optional(),
  schedule: readingSchedule.optional(),
  isEnabled: z.boolean().optional(),
  /** The `basedOn` of the source that was changed: a newer one is not overwritten. */
  basedOn: z.string().max(64).optional(),
});

/**
 * Changes a source. Settings that changed or were not read before are read immediately.
 * @throws DomainError `not_found`, `invalid`, `conflict` if the source is newer than `basedOn`.
 */
export async function updateSource(
  ctx: ServiceContext,
  { sourceId, basedOn, ...changes }: z.infer<typeof updateSourceInput>,
): Promise<void> {
  requireRole(ctx, "editor");
  const { workspaceId } = ctx;
  const { settings, isEnabled } = changes;
  const tableName = settings?.kind === "table" ? await assertColumns(workspaceId, settings) : "";
  const events = await db.transaction(async (tx) => {
    const source = await lockSource(tx, workspaceId, sourceId);
    const isChanged = settings !== undefined && settingsKey(settings) !== settingsKey(source.settings);
    if (settings) assertSettings(source, settings, basedOn);
    if (isChanged) await assertNew(tx, workspaceId, settings, sourceId);
    const schedule = hasSchedule(source.kind) ? changes.schedule : undefined;
    const nextReadAt = schedule === undefined ? undefined : nextReading(schedule, sourceId);
    await tx
      .update(knowledgeSources)
      .set({
        name: newName(source, changes.name === "" ? tableName : changes.name, settings),
        settings,
        schedule,
        nextReadAt,
        isEnabled,
        updatedAt: sql`now()`,
      })
      .where(eq(knowledgeSources.id, sourceId));
    const isToRead = isChanged || (settings !== undefined && isUnread(source.status));
    if (!isToRead) return [];
    await forgetEndedEdits(tx, sourceId);
    return requestReading(tx, { workspaceId, sourceId });
  });
  await dispatch(events);
}

function assertSettings(source: KnowledgeSource, settings: WrittenSettings, basedOn: string | undefined): void {
  if (settings.kind !== source.kind) {
    throw new DomainError("invalid", "These settings are of another kind of source.", {
      details: [{ path: ["settings", "kind"], message: "The kind of a source cannot be changed." }],
    });
  }
  if (basedOn === undefined || basedOn === sourceKey(source)) return;
  throw new DomainError("conflict", "The source was changed meanwhile. Copy your text, and load the page again.");
}

/** The name to store; undefined to keep it. A question's name follows its words. */
function newName(source: KnowledgeSource, name: string | undefined, settings: WrittenSettings | undefined) {
  if (settings?.kind === "question") return nameOf("", settings);
  if (name !== "") return name;
  return settings ? nameOf("", settings) : source.name;
}
