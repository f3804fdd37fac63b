import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/server/env";
import { deriveKey } from "@/server/secrets/secret-box";
import type { ActionDefinition } from "@/server/schemas/action-definition";

/** The callback step that a token identifies. */
export interface CallbackPlace {
  runId: string;
  /** From 1. */
  position: number;
}

/** The address of the first callback step after a position; null when there is none. */
export function callbackUrl(
  { runId, definition }: { runId: string; definition: Pick<ActionDefinition, "steps"> },
  after: number,
): string | null {
  const index = definition.steps.findIndex(({ kind }, i) => i >= after && kind === "callback");
  return index === -1 ? null : callbackAddress({ runId, position: index + 1 });
}

/** The address of a callback step. Its signature authenticates the caller, and no row is stored until it is used. */
export function callbackAddress(place: CallbackPlace): string {
  const name = nameOf(place);
  return `${new URL(env().PARLEY_URL).origin}/api/callback/${name}.${sign(name).toString("base64url")}`;
}

/** Verifies a token. Returns its step, or null when the signature is not valid. */
export function readCallbackToken(token: string): CallbackPlace | null {
  const [, runId, position, signature] = /^(run_\w+)-(\d{1,2})\.([\w-]+)$/.exec(token) ?? [];
  if (runId === undefined || position === undefined || signature === undefined) return null;
  const place = { runId, position: Number(position) };
  const [given, expected] = [Buffer.from(signature, "base64url"), sign(nameOf(place))];
  return given.length === expected.length && timingSafeEqual(given, expected) ? place : null;
}

function nameOf({ runId, position }: CallbackPlace): string {
  return `${runId}-${position}`;
}

function sign(name: string): Buffer {
  return createHmac("sha256", deriveKey("action-callback")).update(name).digest();
}
