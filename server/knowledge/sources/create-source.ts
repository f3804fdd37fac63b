import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db, type Transaction } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { nextReading } from "@/server/knowledge/reading/next-reading";
import { requestReading } from "@/server/knowledge/reading/request-reading";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import type { ReadingSchedule, SourceSettings } from "@/server/schemas/knowledge/source-settings";
import type { ServiceContext } from "@/server/service-context";
import { assertColumns } from "./assert-columns";
import { hasSchedule, nameOf, readingSchedule, sourceName, writtenSettings } from "./source-input";
import { assertRoom } from "./source-limits";

export const createSourceInput = z.object({
  /** Empty: the name comes from the settings. */
  name: sourceName.default(""),
  settings: writtenSettings,
  schedule: readingSchedule.default("off"),
});

/**
 * Adds a source and requests that it is read.
 * @throws DomainError `invalid`, `conflict` if the page or the question is one already, `limit_exceeded`.
 */
export async function createSource(
  ctx: ServiceContext,
  { name, settings, schedule }: z.infer<typeof createSourceInput>,
): Promise<{ id: string }> {
  requireRole(ctx, "editor");
  const tableName = settings.kind === "table" ? await assertColumns(ctx.workspaceId, settings) : "";
  const added = await db.transaction(async (tx) => {
    const source = {
      name: nameOf(name || tableName, settings),
      settings,
      schedule: hasSchedule(settings.kind) ? schedule : "off",
    };
    return insertSource(tx, ctx, source);
  });
  await dispatch(added.events);
  return { id: added.id };
}

interface NewSource {
  name: string;
  settings: SourceSettings;
  schedule?: ReadingSchedule;
  /** False if people check the text before bots use it. */
  isEnabled?: boolean;
}

/** Inserts a source and requests its reading. Dispatch the events after the commit. */
export async function insertSource(
  tx: Transaction,
  { workspaceId, actor }: ServiceContext,
  { name, settings, schedule = "off", isEnabled = true }: NewSource,
): Promise<{ id: string; events: OutboxEvent[] }> {
  await assertRoom(tx, workspaceId, settings.kind);
  await assertNew(tx, workspaceId, settings);
  const id = newId("knowledgeSource");
  const createdBy = actor.type === "user" ? actor.userId : null;
  await tx.insert(knowledgeSources).values({
    id,
    workspaceId,
    kind: settings.kind,
    name,
    settings,
    schedule,
    nextReadAt: nextReading(schedule, id),
    isEnabled,
    createdBy,
    status: "queued",
  });
  return { id, events: await requestReading(tx, { workspaceId, sourceId: id }) };
}

/** Fields that two sources of a kind may not have in common. */
const UNIQUE = { question: "question", page: "url", site: "url" } as const;

/** Refuses what another source is read from already. @throws DomainError `conflict` with the field's path. */
export async function assertNew(
  tx: Transaction,
  workspaceId: string,
  settings: SourceSettings,
  besides: string | null = null,
): Promise<void> {
  if (settings.kind !== "question" && settings.kind !== "page" && settings.kind !== "site") return;
  const field = UNIQUE[settings.kind];
  const value = settings.kind === "question" ? settings.question : settings.url;
  const [other] = await tx
    .select({ name: knowledgeSources.name })
    .from(knowledgeSources)
    .where(
      and(
        eq(knowledgeSources.workspaceId, workspaceId),
        eq(knowledgeSources.kind, settings.kind),
        sql`lower(${knowledgeSources.settings} ->> ${field}) = lower(${value})`,
        besides === null ? undefined : sql`${knowledgeSources.id} <> ${besides}`,
      ),
    )
    .limit(1);
  if (!other) return;
  const message =
    settings.kind === "question"
      ? "There is a direct question with these words already. Change that one."
      : `The source “${other.name}” is read from this address already. Change that one.`;
  throw new DomainError("conflict", message, { details: [{ path: ["settings", field], message }] });
}
