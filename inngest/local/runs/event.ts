/** Events as the executor stores and forwards them. */
import { createHash } from "node:crypto";
import type { z } from "zod";
import { newId } from "../new-id.ts";
import { canonicalJson } from "../../canonical-json.ts";
import type { sentEventSchema } from "../calls/wire.ts";

export interface StoredEvent {
  id: string;
  name: string;
  /** The event as expressions see it. */
  value: Record<string, unknown>;
  /** The same event as canonical JSON, which is sent to the app. */
  text: string;
}

/**
 * Completes events that the app has sent. The seed identifies the request, so that a retry by the SDK creates no second
 * event (header x-inngest-event-id-seed).
 */
export function receiveEvents(sent: z.infer<typeof sentEventSchema>[], seed: string | undefined): StoredEvent[] {
  return sent.map(({ id, name, data, ts, ...rest }, index) =>
    makeEvent(name, data ?? {}, { ...rest, id: id ?? seededId(seed, index), ts: ts ?? Date.now() }),
  );
}

/** Makes one of the executor's own events, such as inngest/function.failed. */
export function makeEvent(
  name: string,
  data: Record<string, unknown>,
  rest: { id?: string; ts?: number } = {},
): StoredEvent {
  const id = rest.id ?? newId();
  const value = { ts: Date.now(), ...rest, id, name, data };
  return { id, name, value, text: canonicalJson(value) };
}

function seededId(seed: string | undefined, index: number): string {
  return seed === undefined
    ? newId()
    : createHash("sha256").update(`${seed},${index}`).digest("base64url").slice(0, 26);
}
