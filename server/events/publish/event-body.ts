import { env } from "@/server/env";
import type { EventName } from "@/server/schemas/events/event-names";
import { clip } from "@/server/text/excerpt";

/** An event as it is stored and published. */
export interface PublishedEvent {
  id: string;
  name: EventName;
  /** The stored payload, without `sequence`. */
  payload: Record<string, unknown>;
  position: number;
}

/** The largest body of an event, in bytes (CONTRACTS §6). */
export const MAX_BODY_BYTES = 256_000;

/**
 * Returns the body of an event as JSON, always the same for the same event. If it is larger than the limit, its longest
 * texts are cut, and it names the address of the whole event.
 * @param maxBytes Infinity for the whole event.
 */
export function eventBody(event: PublishedEvent, maxBytes = MAX_BODY_BYTES): string {
  const whole = bodyOf(event, event.payload);
  if (Buffer.byteLength(whole) <= maxBytes) return whole;
  const link = new URL(`/api/v1/events/${event.id}`, env().PARLEY_URL).href;
  const rest = { truncated: true, link };
  const frame = Buffer.byteLength(bodyOf(event, {}, rest));
  return bodyOf(event, cutToFit(event.payload, maxBytes - frame), rest);
}

function bodyOf({ name, position }: PublishedEvent, payload: Record<string, unknown>, rest: object = {}): string {
  return JSON.stringify({ event: name, payload: { ...payload, sequence: position, ...rest } });
}

/** Cuts the longest texts to one length. If that is not enough, the largest lists and objects are left empty. */
function cutToFit(payload: Record<string, unknown>, maxBytes: number): Record<string, unknown> {
  const kept = { ...payload };
  for (;;) {
    const longest = textLimit(kept, maxBytes);
    if (longest !== null)
      return Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, cut(value, longest)]));
    const largest = largestContainer(kept);
    if (largest === null) return kept;
    kept[largest] = Array.isArray(kept[largest]) ? [] : {};
  }
}

/** The greatest length of texts, in bytes of JSON, with which the payload fits; null if no length is short enough. */
function textLimit(payload: Record<string, unknown>, maxBytes: number): number | null {
  const lengths = textsIn(payload)
    .map(jsonBytes)
    .sort((a, b) => a - b);
  let room = maxBytes - jsonBytes(payload) + lengths.reduce((sum, length) => sum + length, 0);
  for (const [i, length] of lengths.entries()) {
    const share = Math.floor(room / (lengths.length - i));
    if (share < length) return share < EMPTY_TEXT ? null : share;
    room -= length;
  }
  return room < 0 ? null : Infinity;
}

/** The quotes. */
const EMPTY_TEXT = 2;

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** Cuts each text in a value to a number of bytes of JSON, between two characters. */
function cut(value: unknown, maxBytes: number): unknown {
  if (typeof value === "string") return cutText(value, maxBytes);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => cut(item, maxBytes));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cut(inner, maxBytes)]));
}

function cutText(text: string, maxBytes: number): string {
  if (jsonBytes(text) <= maxBytes) return text;
  let [fits, tooLong] = [0, Math.min(text.length, maxBytes)];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (jsonBytes(text.slice(0, middle).toWellFormed()) <= maxBytes) fits = middle;
    else tooLong = middle;
  }
  return clip(text, fits);
}

function largestContainer(payload: Record<string, unknown>): string | null {
  const filled = Object.entries(payload).filter(([, value]) => typeof value === "object" && value !== null);
  const sizes = filled.map(([key, value]) => ({ key, size: jsonBytes(value) })).filter(({ size }) => size > EMPTY_TEXT);
  return sizes.reduce<(typeof sizes)[number] | null>((a, b) => (a && a.size >= b.size ? a : b), null)?.key ?? null;
}
