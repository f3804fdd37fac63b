/** Decides which runs an event starts, and under which conditions. */
import { createHash } from "node:crypto";
import { newId } from "../new-id.ts";
import { parseDuration, parseMoment } from "../queue/durations.ts";
import type { StoredEvent } from "./event.ts";
import { isTrue, keyOf } from "./expressions.ts";
import type { ConcurrencyLimit, ExecutorFunction, Functions } from "./functions.ts";

/** A run to start. */
export interface Start {
  runId: string;
  functionId: string;
  eventId: string;
  event: string;
  groups: string[];
  cancels: Cancel[];
  parentRunId?: string;
  parentStepId?: string;
}

/** An event of this name cancels the run. */
interface Cancel {
  eventName: string;
  expression: string | null;
  expiresAt: string | null;
}

/** What an event causes for one function. */
export interface Plan {
  start: Start;
  /** The function's idempotency key: it starts once within 24 hours. */
  onceKey: string | undefined;
  debounce: Debounce | undefined;
}

export interface Debounce {
  key: string;
  periodMs: number;
  /** The maximum delay by later events, counted from the first. */
  timeoutMs: number | undefined;
}

/** Plans the event's runs, one for each function with a trigger that matches. */
export function planStarts(functions: Functions, event: StoredEvent): Plan[] {
  const plans: Plan[] = [];
  for (const fn of functions.values()) {
    if (!fn.triggers.some((trigger) => "event" in trigger && matches(trigger, event))) continue;
    plans.push({ start: planStart(fn, event), onceKey: onceKey(fn, event), debounce: debounce(fn, event) });
  }
  return plans;
}

/** Plans a run of the function with the event, regardless of its triggers. */
export function planStart(fn: ExecutorFunction, event: StoredEvent): Start {
  return {
    runId: newId(),
    functionId: fn.id,
    eventId: event.id,
    event: event.text,
    groups: fn.limits.map((limit) => groupKey(fn.id, limit, event)),
    cancels: fn.cancelOn.map((cancel) => ({
      eventName: cancel.event,
      expression: cancel.if ?? null,
      expiresAt: cancel.timeout === undefined ? null : parseMoment(cancel.timeout).toISOString(),
    })),
  };
}

function matches(trigger: { event: string; expression?: string | null | undefined }, event: StoredEvent): boolean {
  const named = trigger.event.endsWith("*")
    ? event.name.startsWith(trigger.event.slice(0, -1))
    : event.name === trigger.event;
  return named && (!trigger.expression || isTrue(trigger.expression, { event: event.value }));
}

function groupKey(functionId: string, { key, scope }: ConcurrencyLimit, event: StoredEvent): string {
  const owner = scope === "fn" ? functionId : scope;
  return key === undefined ? owner : `${owner}|${key}|${keyOf(key, event.value)}`;
}

function onceKey(fn: ExecutorFunction, event: StoredEvent): string | undefined {
  return fn.idempotency === undefined ? undefined : digest(fn.id, keyOf(fn.idempotency, event.value));
}

function debounce(fn: ExecutorFunction, event: StoredEvent): Debounce | undefined {
  if (!fn.debounce) return undefined;
  const { key, period, timeout } = fn.debounce;
  return {
    key: `debounce:${digest(fn.id, key === undefined ? "" : keyOf(key, event.value))}`,
    periodMs: parseDuration(period),
    timeoutMs: timeout === undefined ? undefined : parseDuration(timeout),
  };
}

/** Keys may contain customers' data and are only compared, so a digest is stored. */
function digest(functionId: string, key: string): string {
  return createHash("sha256")
    .update(JSON.stringify([functionId, key]))
    .digest("base64url");
}
