import { setTimeout as sleep } from "node:timers/promises";
import type { Later } from "@/server/later";
import type { FeedQuery } from "./feed-query";
import { findPosition } from "./find-position";
import { publishPending } from "./publish-pending";
import { type FeedPage, readPage } from "./read-page";

/** A reader that waits looks for events this often. */
const LOOK_EVERY_MS = 1000;

/**
 * Reads a page of a workspace's events in the order in which they were published, which never changes: a reader who
 * continues after the last id misses none and gets none twice. Pending events are published first.
 * @param until Ends the wait for the first event.
 * @param later Wakes the endpoints of events that were pending.
 * @returns the page; `next` is the id to continue after, or null if there is no event yet.
 * @throws DomainError gone or not_found, about `after`.
 */
export async function readFeed(
  workspaceId: string,
  { after, limit, event, wait }: FeedQuery,
  until: AbortSignal,
  later: Later,
): Promise<Omit<FeedPage, "next"> & { next: string | null }> {
  await publishPending(workspaceId, later);
  const names = event ?? null;
  const start = after === undefined ? null : { id: after, position: await findPosition(workspaceId, after) };
  let page = await readPage(workspaceId, { after: start?.position ?? 0, limit, names });
  const deadline = AbortSignal.any([until, AbortSignal.timeout(wait * 1000)]);
  while (page.items.length === 0 && (await stillWaits(deadline))) {
    await publishPending(workspaceId, later);
    page = await readPage(workspaceId, { after: page.next?.position ?? 0, limit, names });
  }
  return { ...page, next: page.next?.id ?? start?.id ?? null };
}

/** Pauses. Returns false if the wait has ended before the next look. */
async function stillWaits(deadline: AbortSignal): Promise<boolean> {
  return sleep(LOOK_EVERY_MS, true, { signal: deadline }).catch(() => false);
}
