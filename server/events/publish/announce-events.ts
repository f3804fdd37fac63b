import { setTimeout as sleep } from "node:timers/promises";
import type { Later } from "@/server/later";
import { logFailure } from "@/server/log/log-failure";
import { type DueEndpoint, publishEvents } from "./publish-events";
import { wakeEndpoints } from "./wake-endpoints";

interface Publishing {
  /** More was recorded after it began. */
  isToRepeat: boolean;
  ended: Promise<void>;
}

/** By workspace: at most one publication is under way, and one is queued. */
const underWay = new Map<string, Publishing>();

/** Events that are recorded within this time are published together. */
const GATHER_MS = 5;

/**
 * Publishes what was recorded in a workspace, in the background; call it after the commit. Never throws. What a crash
 * prevents, the sweep publishes.
 * @param later Keeps the process alive until it is published, where a response would end it.
 */
export function announceEvents(workspaceId: string, later?: Later): void {
  const current = underWay.get(workspaceId) ?? begin(workspaceId);
  current.isToRepeat = true;
  later?.(current.ended);
}

function begin(workspaceId: string): Publishing {
  const publishing: Publishing = { isToRepeat: true, ended: Promise.resolve() };
  underWay.set(workspaceId, publishing);
  publishing.ended = publishWhileAnnounced(workspaceId, publishing);
  return publishing;
}

async function publishWhileAnnounced(workspaceId: string, publishing: Publishing): Promise<void> {
  const due = new Map<string, DueEndpoint>();
  let waking: Promise<void> | null = null;
  while (publishing.isToRepeat) {
    await sleep(GATHER_MS);
    publishing.isToRepeat = false;
    for (const endpoint of await published(workspaceId)) due.set(endpoint.endpointId, endpoint);
    // The next events are published while the executor is told of these.
    waking ??= wakeAll(due).finally(() => {
      waking = null;
    });
  }
  underWay.delete(workspaceId);
  await waking;
  await wakeAll(due);
}

function published(workspaceId: string): Promise<DueEndpoint[]> {
  return publishEvents(workspaceId).catch((error: unknown) => {
    logFailure(workspaceId, "recorded events are left for the sweep", error);
    return [];
  });
}

async function wakeAll(due: Map<string, DueEndpoint>): Promise<void> {
  while (due.size > 0) {
    const endpoints = [...due.values()];
    due.clear();
    await wakeEndpoints(endpoints).catch((error: unknown) => {
      logFailure(endpoints.map(({ endpointId }) => endpointId).join(" "), "deliveries are left for the sweep", error);
    });
  }
}
