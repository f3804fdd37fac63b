import { setTimeout as sleep } from "node:timers/promises";
import { subscribeInbox } from "@/db/live";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { eventFeed } from "@/server/http/streams/event-feed";
import { OpenStreams } from "@/server/http/streams/open-streams";
import type { ServiceContext } from "@/server/service-context";
import { listViewers } from "./list-viewers";
import type { InboxLiveEvent } from "./live-event";
import { changedSince, recentChanges } from "../list/recent-changes";

/** At most five times a second is something sent. */
const QUIET_MS = 200;
/** How often the rows are looked at: without announcements, and for viewers who left without a word. */
const LOOK_EVERY_MS = 3000;
/** How often it is checked that the member may still read: the session may end, and the membership too. */
const CHECK_EVERY_MS = 10_000;
/** Each tab that shows the inbox holds one open. */
export const STREAMS_PER_MEMBER = 20;
const RECONNECT_MS = 1000;

const streams = new OpenStreams(STREAMS_PER_MEMBER);

/**
 * Server-sent events of a workspace's inbox: hints of what to read again, and who looks at what. It begins with `list`,
 * for what a browser may have missed before it came (back).
 * @param admit The guard that made `ctx`; called now and then, and the stream ends when it refuses.
 */
export function liveInbox(ctx: ServiceContext, signal: AbortSignal, admit: () => Promise<ServiceContext>): Response {
  requireRole(ctx, "viewer");
  const { workspaceId, requestId } = ctx;
  const failure = { id: requestId, what: "the live inbox stopped" };
  return eventFeed({ signal, streams, reader: memberOf(ctx), failure }, async (writer, until) => {
    writer.send({ retry: RECONNECT_MS });
    const heard = new Heard();
    const unsubscribe = await subscribeInbox(workspaceId, (change) => heard.add(change));
    try {
      const watch = new Watch(workspaceId);
      let nextCheckAt = Date.now() + CHECK_EVERY_MS;
      for (let events = await watch.begin(); !until.aborted; events = await watch.next(heard, until)) {
        if (Date.now() >= nextCheckAt) {
          if (!(await isAdmitted(workspaceId, admit))) break;
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

async function isAdmitted(workspaceId: string, admit: () => Promise<ServiceContext>): Promise<boolean> {
  try {
    return (await admit()).workspaceId === workspaceId;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

function memberOf({ workspaceId, actor }: ServiceContext): string {
  return `${workspaceId}:${actor.type === "user" ? actor.userId : actor.type}`;
}

/** What was announced and not yet told. */
class Heard {
  private threads = new Set<string>();
  private hasViewers = false;
  private arrived = Promise.withResolvers<void>();

  add({ topic, id }: { topic: string; id: string }): void {
    if (topic === "conversation_viewers") this.hasViewers = true;
    else this.threads.add(id);
    this.arrived.resolve();
  }

  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    const waited = new AbortController();
    const pause = sleep(milliseconds, undefined, { signal: AbortSignal.any([signal, waited.signal]) });
    try {
      await Promise.race([this.arrived.promise, pause]);
    } finally {
      waited.abort();
      pause.catch(() => {});
    }
  }

  take(): { threads: Set<string>; hasViewers: boolean } {
    const { threads, hasViewers } = this;
    this.threads = new Set();
    this.hasViewers = false;
    this.arrived = Promise.withResolvers();
    return { threads, hasViewers };
  }
}

/** Finds out what to tell: from announcements at once, from the rows every few seconds. */
class Watch {
  private readonly workspaceId: string;
  private changes = new Map<string, string>();
  /** Announced since the last look, which need not tell of it once more. */
  private told = new Set<string>();
  private viewers = new Map<string, string>();
  private nextLookAt = 0;

  constructor(workspaceId: string) {
    this.workspaceId = workspaceId;
  }

  async begin(): Promise<InboxLiveEvent[]> {
    this.changes = await recentChanges(this.workspaceId);
    this.nextLookAt = Date.now() + LOOK_EVERY_MS;
    return [{ type: "list" }, ...(await this.viewersThatChanged())];
  }

  async next(heard: Heard, signal: AbortSignal): Promise<InboxLiveEvent[]> {
    await heard.wait(Math.max(0, this.nextLookAt - Date.now()), signal);
    const { threads, hasViewers } = heard.take();
    for (const id of threads) this.told.add(id);
    const isTimeToLook = Date.now() >= this.nextLookAt;
    if (isTimeToLook) for (const id of await this.look()) threads.add(id);
    const viewers = isTimeToLook || hasViewers ? await this.viewersThatChanged() : [];
    const changed = [...threads].map((conversationId) => ({ type: "thread" as const, conversationId }));
    return [...(changed.length > 0 ? [{ type: "list" as const }] : []), ...changed, ...viewers];
  }

  private async look(): Promise<string[]> {
    const now = await recentChanges(this.workspaceId);
    const unheard = changedSince(this.changes, now).filter((id) => !this.told.has(id));
    this.changes = now;
    this.told.clear();
    this.nextLookAt = Date.now() + LOOK_EVERY_MS;
    return unheard;
  }

  private async viewersThatChanged(): Promise<InboxLiveEvent[]> {
    const now = await listViewers(this.workspaceId, null);
    const before = this.viewers;
    this.viewers = new Map([...now].map(([id, viewers]) => [id, JSON.stringify(viewers)]));
    const gone = [...before.keys()].filter((id) => !now.has(id));
    return [...[...now.keys()].filter((id) => this.viewers.get(id) !== before.get(id)), ...gone].map(
      (conversationId) => ({ type: "viewers", conversationId, viewers: now.get(conversationId) ?? [] }),
    );
  }
}
