import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/server/env";
import { deriveKey } from "@/server/secrets/secret-box";
import type { ActionDefinition } from "@/server/schemas/action-definition";

/** The callback step that an address belongs to. */
export interface CallbackPlace {
  runId: string;
  /** From 1. */
  position: number;
}

/** The address that the next callback step after a position waits for; null when there is none. */
export function callbackUrl(
  { runId, definition }: { runId: string; definition: Pick<ActionDefinition, "steps"> },
  after: number,
): string | null {
  const index = definition.steps.findIndex(({ kind }, i) => i >= after && kind === "callback");
  return index === -1 ? null : callbackAddress({ runId, position: index + 1 });
}

/** The address of a callback step: it needs no other password, and nothing is stored of it until it is used. */
export function callbackAddress(place: CallbackPlace): string {
  const name = nameOf(place);
  return `${new URL(env().PARLEY_URL).origin}/api/callback/${name}.${sign(name).toString("base64url")}`;
}

/** The step that a token was made for; null when Parley did not make it. */
export function readCallbackToken(token: string): CallbackPlace | null {
  const [, runId, position, signature] = /^(run_\w+)-(\d{1,2})\.([\w-]+)$/.exec(token) ?? [];
  if (runId === undefined || position === undefined || signature === undefined) return null;
  const place = { runId, position: Number(position) };
  const [given, right] = [Buffer.from(signature, "base64url"), sign(nameOf(place))];
  return given.length === right.length && timingSafeEqual(given, right) ? place : null;
}

function nameOf({ runId, position }: CallbackPlace): string {
  return `${runId}-${position}`;
}

function sign(name: string): Buffer {
  return createHmac("sha256", deriveKey("action-callback")).update(name).digest();
}
