import type { DeliveryHead } from "../heads/delivery-head";

/** One request, or one that could not be made. In progress while it has neither a status nor an error. */
export interface LoggedAttempt {
  number: number;
  startedAt: string;
  /** Without secrets; empty if there was no address. */
  url: string;
  /** As sent, with secret values masked; null where they are not logged. */
  requestHeaders: Record<string, string> | null;
  status: number | null;
  error: string | null;
  responseExcerpt: string | null;
  durationMs: number | null;
}

/** What happens next to a delivery, or why nothing does. */
export type Outlook =
  /** It was delivered, or skipped. */
  | { type: "ended" }
  | { type: "sending" }
  /** Null: as soon as possible. */
  | { type: "due"; at: string | null }
  /** The endpoint failed often, so that only one delivery at a time tries it; the others wait until it succeeds. */
  | { type: "circuit_open"; probeAt: string }
  | { type: "endpoint_off"; reason: "member" | "gone" | "failing" | null }
  /** The last attempt of the schedule failed, or the answer ruled out further ones. */
  | { type: "given_up" };

/** A delivery in full, without secrets. */
export interface DeliveryDetails {
  head: DeliveryHead;
  /** The same in each attempt, so that the receiver can detect duplicates; null for e-mails. */
  webhookId: string | null;
  bot: { id: string; name: string } | null;
  /** What is sent, byte for byte; null for messages and e-mails. */
  body: string | null;
  /** The messages or the e-mail as people read them; empty if there is a body. */
  texts: string[];
  /** Oldest first; null where attempts are only counted. */
  attempts: LoggedAttempt[] | null;
  outlook: Outlook;
}

/** What follows from a delivery's own state. */
export function outlookOf({ status, isSending, nextAttemptAt }: DeliveryHead): Outlook {
  if (status === "undelivered") return { type: "given_up" };
  if (status !== "delivering") return { type: "ended" };
  return isSending ? { type: "sending" } : { type: "due", at: nextAttemptAt };
}
