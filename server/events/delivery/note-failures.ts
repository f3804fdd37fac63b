import { sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { eventEndpoints } from "@/db/schema/events";
import { notify } from "@/server/notifications/notify";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import { announceEvents } from "../publish/announce-events";
import { endpointDisabled } from "../recording/endpoint-disabled";
import { recordEvent } from "../record-event";
import { FAILURES_TO_OPEN, type Health } from "./record-attempts";

/** An endpoint that has failed for this long without a success is disabled (CONTRACTS §6). */
const DISABLED_AFTER_SECONDS = 5 * 24 * 60 * 60;
/** People are told when it has failed for so many percent of that time. */
const NOTICES = [50, 90, 100] as const;

export interface EndpointKey {
  id: string;
  workspaceId: string;
}

/** A notice that is owed. */
type Notice = (typeof NOTICES)[number];

/**
 * Tells people about an endpoint that keeps failing, and disables it in the end. Its deliveries wait until it is enabled.
 * @returns whether it is disabled.
 */
export async function noteFailures({ id, workspaceId }: EndpointKey, health: Health): Promise<boolean> {
  const notice = noticeFor(health);
  if (notice === null || notice <= health.noticed) return false;
  const events = await db.transaction(async (tx) => {
    const failing = await setNoticed(tx, id, notice);
    if (!failing) return [];
    if (notice === 100) return noteDisabled(tx, failing, "failing");
    return notify(tx, {
      workspaceId,
      kind: "webhook_failing",
      title: `The endpoint "${failing.name}" fails`,
      body: `Every attempt to send events to ${failing.urlShown} has failed since ${minuteOf(failing.failingSince)}. ${whenDisabled(failing)} Check its server; the log of its deliveries shows what it answers.`,
      sourceKey: `endpoint-${id}-${failing.failingSince}-${notice}`,
    });
  });
  await dispatch(events);
  if (notice !== 100) return false;
  announceEvents(workspaceId);
  return true;
}

/** The notice may be late, because it needs an attempt, so the time is the one when the 5 days end. */
function whenDisabled({ failingSince, isOverdue }: ChangedEndpoint): string {
  if (isOverdue) return `That is longer than 5 days, so it is disabled after ${FAILURES_TO_OPEN} failures in a row.`;
  const end = new Date(Date.parse(failingSince ?? "") + DISABLED_AFTER_SECONDS * 1000);
  return `After 5 days without a success it is disabled, which is on ${minuteOf(end.toISOString())}.`;
}

/** An ISO 8601 time for people, such as `2026-03-01 14:05 UTC`. */
function minuteOf(time: string | null): string {
  return time === null ? "its first event" : `${time.slice(0, 16).replace("T", " ")} UTC`;
}

/** An endpoint with few events is disabled only after as many failures as open a circuit. */
function noticeFor({ failingFor, failuresInARow }: Health): Notice | null {
  const percent = ((failingFor ?? 0) / DISABLED_AFTER_SECONDS) * 100;
  const due = NOTICES.findLast((notice) => percent >= notice) ?? null;
  return due === 100 && failuresInARow < FAILURES_TO_OPEN ? 90 : due;
}

/** Disables an endpoint that answered 410, which asks for that. Its deliveries wait until it is enabled. */
export async function disableGone({ id, workspaceId }: EndpointKey): Promise<void> {
  const events = await db.transaction(async (tx) => {
    const endpoint = await change(tx, id, disabledAs("gone"));
    return endpoint ? noteDisabled(tx, endpoint, "gone") : [];
  });
  await dispatch(events);
  announceEvents(workspaceId);
}

interface ChangedEndpoint extends EndpointKey, Record<string, unknown> {
  name: string;
  urlShown: string;
  /** As ISO 8601. */
  failingSince: string | null;
  disabledAt: string | null;
  /** It has failed for the whole time, but not often enough to be disabled. */
  isOverdue: boolean;
}

function setNoticed(tx: Transaction, endpointId: string, notice: Notice): Promise<ChangedEndpoint | undefined> {
  const disabled = notice === 100 ? sql`, ${disabledAs("failing")}` : sql``;
  return change(tx, endpointId, sql`noticed = ${notice} ${disabled}`, sql`and noticed < ${notice}`);
}

function disabledAs(reason: "gone" | "failing") {
  return sql`enabled = false, disabled_reason = ${reason}, disabled_at = now(), probe_at = null`;
}

async function change(tx: Transaction, endpointId: string, set: ReturnType<typeof sql>, and = sql``) {
  const iso = (column: string) =>
    sql`to_char(${sql.identifier(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const [endpoint] = await tx.execute<ChangedEndpoint>(sql`
    update ${eventEndpoints} set ${set} where id = ${endpointId} and enabled ${and}
    returning id, workspace_id as "workspaceId", name, url_shown as "urlShown", ${iso("failing_since")} as "failingSince",
      ${iso("disabled_at")} as "disabledAt",
      coalesce(failing_since < now() - ${DISABLED_AFTER_SECONDS} * interval '1 second', false) as "isOverdue"`);
  return endpoint;
}

async function noteDisabled(
  tx: Transaction,
  endpoint: ChangedEndpoint,
  reason: "gone" | "failing",
): Promise<OutboxEvent[]> {
  const { id, workspaceId, name, disabledAt } = endpoint;
  if (disabledAt === null) return [];
  await recordEvent(tx, endpointDisabled({ ...endpoint, disabledAt }, reason));
  return notify(tx, {
    workspaceId,
    kind: "webhook_failing",
    title: `The endpoint "${name}" is disabled`,
    body: `${WHY[reason]} Events that wait for it are sent when you enable it again on its page. Later events are not kept for it; send them with a replay.`,
    sourceKey: `endpoint-${id}-disabled-${disabledAt}`,
  });
}

const WHY = {
  gone: "It answered 410, which means that it wants no more events.",
  failing: "Every attempt to send events to it has failed for 5 days.",
};
