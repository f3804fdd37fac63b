import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { requireRole } from "@/server/accounts/require-role";
import { type LiveChange, subscribeInbox } from "@/db/live";
import { News } from "@/db/news";
import { DomainError } from "@/server/errors";
import { eventFeed } from "@/server/http/streams/event-feed";
import { OpenStreams } from "@/server/http/streams/open-streams";
import { newestNotification } from "@/server/notifications/newest-notification";
import type { ServiceContext } from "@/server/service-context";
import { listViewers } from "./list-viewers";
import type { InboxLiveEvent } from "./live-event";
import { shownConversations } from "./shown-conversations";
import { changedSince, recentChanges } from "../list/recent-changes";

/** The shortest time between two sends. */
const QUIET_MS = 200;
/** How often to read the rows, to find lost announcements and viewers who have left without notice. */
const LOOK_EVERY_MS = 3000;
/** How often to check that the member's session and membership still exist. */
const CHECK_EVERY_MS = 10_000;
/** The most streams of one member. Each browser keeps one open for all its tabs. */
export const STREAMS_PER_MEMBER = 20;
const RECONNECT_MS = 1000;

const streams = new OpenStreams(STREAMS_PER_MEMBER);

/**
 * Streams the events of a workspace to its open pages: hints about what to read again, and the viewers of conversations.
 * The first events are `list` and `notifications`, since a browser may have missed changes before it connected.
 * @param admit The guard that created `ctx`. It is called periodically, and the stream ends when it refuses.
 */
export function liveInbox(ctx: ServiceContext, signal: AbortSignal, admit: () => Promise<ServiceContext>): Response {
  requireRole(ctx, "viewer");
  const { workspaceId, requestId } = ctx;
  const failure = { id: requestId, what: "the live events stopped" };
  return eventFeed({ signal, streams, reader: memberOf(ctx), failure }, async (writer, until) => {
    writer.send({ retry: RECONNECT_MS });
    const news = new News<LiveChange>(LOOK_EVERY_MS);
    const unsubscribe = await subscribeInbox(workspaceId, news.add);
    try {
      const watch = new Watch(ctx, news);
      let nextCheckAt = Date.now() + CHECK_EVERY_MS;
      for (let events = await watch.begin(); !until.aborted; events = await watch.next(until)) {
        if (Date.now() >= nextCheckAt) {
          if (!(await isAdmitted(ctx, admit))) break;
          nextCheckAt = Date.now() + CHECK_EVERY_MS;
        }
        for (const event of events) writer.send({ data: JSON.stringify(event) });
        await sleep(QUIET_MS, undefined, { signal: until });
      }
    } finally {
      unsubscribe();
    }
  });
}

/** Other limits end the stream, too: the browser connects again and reads everything with the new ones. */
async function isAdmitted(ctx: ServiceContext, admit: () => Promise<ServiceContext>): Promise<boolean> {
  try {
    const now = await admit();
    return now.workspaceId === ctx.workspaceId && isDeepStrictEqual(now.limits, ctx.limits);
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

function memberOf({ workspaceId, actor }: ServiceContext): string {
  return `${workspaceId}:${actor.type === "user" ? actor.userId : actor.type}`;
}

/** Collects the events to send: immediately from announcements, and every few seconds from the rows. */
class Watch {
  private readonly ctx: ServiceContext;
  private readonly news: News<LiveChange>;
  private changes = new Map<string, string>();
  /** The conversations that were sent since the last poll, so that the next poll does not send them again. */
  private sent = new Set<string>();
  private viewers = new Map<string, string>();
  private newestNotification: string | null = null;

  constructor(ctx: ServiceContext, news: News<LiveChange>) {
    this.ctx = ctx;
    this.news = news;
  }

  async begin(): Promise<InboxLiveEvent[]> {
    this.changes = await recentChanges(this.ctx.workspaceId);
    this.newestNotification = await newestNotification(this.ctx);
    return [{ type: "list" }, { type: "notifications" }, ...(await this.viewersThatChanged())];
  }

  async next(signal: AbortSignal): Promise<InboxLiveEvent[]> {
    const { items, isTimeToLook } = await this.news.next({ signal });
    const about = (topic: string) => items.flatMap((item) => (item.topic === topic ? [item.id] : []));
    const threads = new Set(about("conversation"));
    const hasViewers = about("conversation_viewers").length > 0;
    // Read in any case when it is time to look, and after an announcement, so that a notification is reported once.
    const hasNotices = (about("notification").length > 0 || isTimeToLook) && (await this.hasNewNotification());
    for (const id of threads) this.sent.add(id);
    if (isTimeToLook) for (const id of await this.look()) threads.add(id);
    const viewers = isTimeToLook || hasViewers ? await this.viewersThatChanged() : [];
    if (threads.size + viewers.length > 0 || hasNotices) this.news.expectMore();
    const shown = await shownConversations(this.ctx, threads);
    const changed = [...shown].map((conversationId) => ({ type: "thread" as const, conversationId }));
    return [
      ...(hasNotices ? [{ type: "notifications" as const }] : []),
      ...(changed.length > 0 ? [{ type: "list" as const }] : []),
      ...changed,
      ...viewers,
    ];
  }

  private async hasNewNotification(): Promise<boolean> {
    const before = this.newestNotification;
    this.newestNotification = await newestNotification(this.ctx);
    return this.newestNotification !== before;
  }

  private async look(): Promise<string[]> {
    const now = await recentChanges(this.ctx.workspaceId);
    const unsent = changedSince(this.changes, now).filter((id) => !this.sent.has(id));
    this.changes = now;
    this.sent.clear();
    return unsent;
  }

  private async viewersThatChanged(): Promise<InboxLiveEvent[]> {
    const all = await listViewers(this.ctx.workspaceId, null);
    const shown = await shownConversations(this.ctx, all.keys());
    const now = new Map([...all].filter(([id]) => shown.has(id)));
    const before = this.viewers;
    this.viewers = new Map([...now].map(([id, viewers]) => [id, JSON.stringify(viewers)]));
    const gone = [...before.keys()].filter((id) => !now.has(id));
    return [...[...now.keys()].filter((id) => this.viewers.get(id) !== before.get(id)), ...gone].map(
      (conversationId) => ({ type: "viewers", conversationId, viewers: now.get(conversationId) ?? [] }),
    );
  }
}
