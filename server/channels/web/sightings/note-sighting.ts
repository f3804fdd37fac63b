import type { Later } from "@/server/later";
import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { env } from "@/server/env";
import { logFailure } from "@/server/log/log-failure";
import { mayUse, type WebChannel } from "../find-web-channel";
import { pageAddress } from "../session/visitor-details";

/** An origin's newest time and page are written at most this often. */
const WRITE_EVERY_MS = 10 * 60_000;
/** Anybody can send an address, so a channel's list of origins has an end. */
const MOST_ORIGINS = 100;
/** The most origins of all channels that a process remembers to have written. */
const MOST_REMEMBERED = 5000;

/** When a channel was last written for an origin and a kind of address, in the order of writing. */
const written = new Map<string, number>();

/**
 * Remembers that a channel's widget is on a page, after the response; a failure is only logged. The product's own pages
 * and origins that may not use the channel do not count.
 * @param kind `origin`: browsers give a script's request only the page's origin. `page`: the whole address.
 */
export function noteSighting(channel: WebChannel, address: string | null, kind: "origin" | "page", later: Later): void {
  const page = address === null ? null : pageAddress(address);
  if (page === null) return;
  const { origin } = new URL(page);
  const own = new URL(env().PARLEY_URL).origin;
  if (origin === own || !mayUse(channel, origin, own)) return;
  const key = `${channel.id} ${kind} ${origin}`;
  if (!isDue(key)) return;
  later(async () => {
    try {
      await write(channel, origin, kind === "page" ? page : origin);
    } catch (error) {
      written.delete(key);
      logFailure(channel.id, "a page with the widget was not recorded", error);
    }
  });
}

function isDue(key: string): boolean {
  const now = performance.now();
  const last = written.get(key);
  if (last !== undefined && now - last < WRITE_EVERY_MS) return false;
  written.delete(key);
  written.set(key, now);
  const [oldest] = written.keys();
  if (written.size > MOST_REMEMBERED && oldest !== undefined) written.delete(oldest);
  return true;
}

/** The first whole address replaces the origin without waiting, so that the settings show where the widget is. */
async function write({ id: channelId, workspaceId }: WebChannel, origin: string, page: string): Promise<void> {
  await db.execute(sql`
    insert into channel_sightings as s (channel_id, workspace_id, origin, page)
    select ${channelId}, ${workspaceId}, ${origin}, ${page}
    where (select count(*) from channel_sightings where channel_id = ${channelId} and origin <> ${origin}) < ${MOST_ORIGINS}
    on conflict (channel_id, origin) do update set
      last_seen_at = now(),
      page = case when excluded.page = excluded.origin then s.page else excluded.page end
    where s.last_seen_at < now() - ${WRITE_EVERY_MS / 1000} * interval '1 second'
      or (s.page = s.origin and excluded.page <> excluded.origin)`);
}
