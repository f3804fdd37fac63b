import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { events } from "@/db/schema/events";
import { DomainError } from "@/server/errors";
import type { Later } from "@/server/later";
import { feedItem } from "./feed-item";
import { publishPending } from "./publish-pending";

/**
 * Returns a whole event of a workspace as JSON, however large it is.
 * @param later Wakes the endpoints of events that were pending.
 * @throws DomainError not_found.
 */
export async function findEvent(workspaceId: string, eventId: string, later: Later): Promise<string> {
  const found = (await select(workspaceId, eventId)) ?? (await publishAndSelect(workspaceId, eventId, later));
  if (found) return feedItem(found, Infinity);
  const reason = "It may have been deleted because of its age, or it was sent by the Test button.";
  throw new DomainError("not_found", `There is no such event in this workspace. ${reason}`);
}

async function publishAndSelect(workspaceId: string, eventId: string, later: Later) {
  await publishPending(workspaceId, later);
  return select(workspaceId, eventId);
}

async function select(workspaceId: string, eventId: string) {
  const [event] = await db
    .select({
      id: events.id,
      name: events.name,
      payload: events.payload,
      position: events.position,
      createdAt: events.createdAt,
    })
    .from(events)
    .where(and(eq(events.workspaceId, workspaceId), eq(events.id, eventId)));
  if (!event || event.position === null || event.position < 0) return null;
  return { ...event, position: event.position };
}
