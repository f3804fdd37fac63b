import { and, asc, eq, gt, sql } from "drizzle-orm";
import { decodeTime, isValid } from "ulidx";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { events } from "@/db/schema/events";
import { DomainError } from "@/server/errors";

/**
 * Returns the position of an event in the feed of its workspace.
 * @throws DomainError gone (the event is older than those that are kept) or not_found.
 */
export async function findPosition(workspaceId: string, eventId: string): Promise<number> {
  const [event] = await db
    .select({ position: events.position })
    .from(events)
    .where(and(eq(events.workspaceId, workspaceId), eq(events.id, eventId)));
  if (event && event.position !== null && event.position > 0) return event.position;
  if (event) throw fault("not_found", "It was sent by the Test button. Test events are not listed.");
  throw await absent(workspaceId, eventId);
}

async function absent(workspaceId: string, eventId: string): Promise<DomainError> {
  const [oldest] = await db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.workspaceId, workspaceId), gt(events.position, 0)))
    .orderBy(asc(events.position))
    .limit(1);
  const start = `To start with the oldest event that is kept${oldest ? `, ${oldest.id}` : ""}, leave out \`after\`.`;
  const time = timeOf(eventId);
  // An old event with a waiting delivery is kept, so the oldest one may be older than events that were deleted.
  const isBeforeOldest = oldest !== undefined && eventId < oldest.id;
  const isOld = time !== null && (isBeforeOldest || time < (await endOfRetention(workspaceId)));
  if (!isOld) return fault("not_found", `There is no such event in this workspace. ${start}`);
  return fault("gone", `The event was deleted because of its age, and later ones may be too. ${start}`);
}

function fault(code: "gone" | "not_found", reason: string): DomainError {
  const message = `The event in \`after\` is not in the list. ${reason}`;
  return new DomainError(code, message, { details: [{ path: ["after"], message: reason }] });
}

/** The milliseconds in an event's id; null if it is not an id of an event. */
function timeOf(eventId: string): number | null {
  const ulid = /^evt_(\w{26})$/.exec(eventId)?.[1]?.toUpperCase();
  return ulid !== undefined && isValid(ulid) ? decodeTime(ulid) : null;
}

/** The time before which events are deleted, in milliseconds. */
async function endOfRetention(workspaceId: string): Promise<number> {
  const [found] = await db
    .select({
      at: sql<number>`extract(epoch from now() - make_interval(days => ${workspaces.logDays}))::float8 * 1000`,
    })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  return found?.at ?? 0;
}
