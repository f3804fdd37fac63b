import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { recoveryCodes, users } from "@/db/schema/accounts";
import { queueEmail } from "@/server/emails/queue-email";
import { env } from "@/server/env";
import type { OutboxEvent } from "@/server/outbox/outbox";
import { recordAccountEvent } from "./record-account-event";

/** The events of an account that its owner also gets an e-mail about. */
type ToldKind =
  | "password_changed"
  | "password_reset"
  | "two_factor_on"
  | "two_factor_off"
  | "recovery_codes_renewed"
  | "recovery_code_used";

/**
 * Records what happened to an account and tells its owner by e-mail, in the transaction of the change and after it.
 * @returns the e-mail's events: pass them to `dispatch` after the commit.
 */
export async function tellOwner(
  tx: Transaction,
  userId: string,
  kind: ToldKind,
  headers: Headers,
): Promise<OutboxEvent[]> {
  await recordAccountEvent(tx, userId, kind, headers);
  const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId));
  if (!user) return [];
  const codesLeft = await tx.$count(recoveryCodes, eq(recoveryCodes.userId, userId));
  const url = new URL("/forgot-password", env().PARLEY_URL).href;
  const { events } = await queue(tx, kind, { userId, email: user.email, url, codesLeft });
  return events;
}

interface Told {
  userId: string;
  email: string;
  /** Where to reset the password if it was somebody else. */
  url: string;
  codesLeft: number;
}

function queue(tx: Transaction, kind: ToldKind, { userId, email, url, codesLeft }: Told) {
  const to = { recipient: email, userId };
  switch (kind) {
    case "password_changed":
    case "password_reset":
      return queueEmail(tx, {
        template: "password_changed",
        content: { email, url, isReset: kind === "password_reset" },
        ...to,
      });
    case "two_factor_on":
    case "two_factor_off":
      return queueEmail(tx, {
        template: "two_factor_changed",
        content: { email, url, isOn: kind === "two_factor_on" },
        ...to,
      });
    case "recovery_codes_renewed":
      return queueEmail(tx, { template: "recovery_codes_renewed", content: { email, url }, ...to });
    case "recovery_code_used":
      return queueEmail(tx, { template: "recovery_code_used", content: { email, url, codesLeft }, ...to });
  }
}
