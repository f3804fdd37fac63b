import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db, type Transaction } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { newId } from "@/server/ids";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import { apiSettings, type SettingsOf } from "@/server/schemas/knowledge/source-settings";
import { isUnread, requestReading } from "../reading/request-reading";
import { sourceName } from "../sources/source-input";
import { assertRoom } from "../sources/source-limits";
import { apiSourceOf, settingsOf } from "./api-source";

/** What the customer's system sends. */
export const apiSourceInput = z.strictObject({
  name: sourceName.min(1, "Give the source a name."),
  format: apiSettings.shape.format.default("markdown"),
  text: apiSettings.shape.text.refine((text) => text.trim() !== "", "Send the text."),
  url: apiSettings.shape.url.meta({ description: "Where people can read it." }),
});

/**
 * Creates or replaces the source with an id. The same request again changes nothing, unless the text was not read.
 * @returns whether it was created.
 * @throws DomainError limit_exceeded.
 */
export async function putApiSource(
  workspaceId: string,
  id: string,
  { name, ...given }: z.output<typeof apiSourceInput>,
): Promise<{ isNew: boolean }> {
  const settings = { kind: "api" as const, ...given };
  const { isNew, events } = await db.transaction(async (tx) => {
    // Serialises requests with the same id, so that only one of them creates the source.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`api-source ${workspaceId} ${id}`}, 0))`);
    const [before] = await tx.select().from(knowledgeSources).where(apiSourceOf(workspaceId, id)).for("no key update");
    if (!before) return { isNew: true, events: await insert(tx, { workspaceId, externalId: id, name, settings }) };
    return { isNew: false, events: await replace(tx, before, { name, settings }) };
  });
  await dispatch(events);
  return { isNew };
}

interface Content {
  name: string;
  settings: SettingsOf<"api">;
}

async function insert(
  tx: Transaction,
  { workspaceId, ...content }: Content & { workspaceId: string; externalId: string },
): Promise<OutboxEvent[]> {
  await assertRoom(tx, workspaceId, "api");
  const sourceId = newId("knowledgeSource");
  await tx.insert(knowledgeSources).values({ id: sourceId, workspaceId, kind: "api", status: "queued", ...content });
  return requestReading(tx, { workspaceId, sourceId });
}

async function replace(
  tx: Transaction,
  before: typeof knowledgeSources.$inferSelect,
  { name, settings }: Content,
): Promise<OutboxEvent[]> {
  const { text, format, url } = settingsOf(before);
  // Documents without a title of their own have the name of the source.
  const isSame = name === before.name && text === settings.text && format === settings.format && url === settings.url;
  if (isSame && !isUnread(before.status)) return [];
  const { id: sourceId, workspaceId } = before;
  await tx.update(knowledgeSources).set({ name, settings }).where(eq(knowledgeSources.id, sourceId));
  return requestReading(tx, { workspaceId, sourceId });
}
