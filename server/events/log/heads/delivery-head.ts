import type { DeliveryKind, DeliveryStatus } from "../delivery-filters";

/** A delivery as the list shows it, whatever its kind. It has no secrets. */
export interface DeliveryHead {
  kind: DeliveryKind;
  id: string;
  status: DeliveryStatus;
  /** Whether an attempt is in progress. */
  isSending: boolean;
  /** The name of the event, the title of the notification, or the beginning of the first message. */
  label: string;
  target: DeliveryTarget;
  /** What names its conversation, as in the inbox. */
  conversation: {
    id: string;
    clientName: string | null;
    clientPhone: string | null;
    source: string | null;
    externalChatId: string;
  } | null;
  /** The number of the newest attempt; 0 before the first. */
  attempts: number;
  /** Of the newest attempt; null if there was no response. */
  responseStatus: number | null;
  /** Why the newest attempt failed. */
  error: string | null;
  nextAttemptAt: string | null;
  /** A sample that a member sent. */
  isTest: boolean;
  createdAt: string;
  finishedAt: string | null;
}

/** Where it is sent. */
export type DeliveryTarget =
  | { type: "endpoint"; id: string; name: string }
  | { type: "channel"; id: string; name: string; botId: string }
  | { type: "notification_webhook" }
  | { type: "member"; name: string }
  | { type: "scenario_webhook"; id: string; name: string; botId: string };

/** The columns of `attemptColumns` that decide what a delivery waits for. */
interface Progress {
  attempts: number;
  leaseUntil: Date | null;
  nextAttemptAt: Date | null;
  createdAt: Date;
  finishedAt: Date | null;
}

/** The part of a head that all kinds read from the same columns. */
export function progressOf(status: DeliveryStatus, row: Progress) {
  const isOpen = status === "delivering";
  return {
    status,
    isSending: isOpen && row.leaseUntil !== null,
    attempts: row.attempts,
    nextAttemptAt: isOpen && row.leaseUntil === null ? (row.nextAttemptAt?.toISOString() ?? null) : null,
    createdAt: row.createdAt.toISOString(),
    finishedAt: isOpen ? null : (row.finishedAt?.toISOString() ?? null),
  };
}

/** The statuses of the list by the words that notifications and scenarios store. */
export const listStatus = {
  sending: "delivering",
  sent: "delivered",
  failed: "undelivered",
  skipped: "skipped",
} as const;
