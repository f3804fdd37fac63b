import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { emails } from "@/db/schema/emails";
import { openSecret } from "@/server/secrets/secret-box";
import type { Ending } from "@/server/webhooks/attempt-ending";
import { beginAttempt, canBegin, endAttempt, isUnderWay, type Standing, standing } from "@/server/webhooks/attempt-sql";
import { type AttemptOutcome, makeAttempt } from "@/server/webhooks/make-attempt";
import type { SendResult } from "@/server/webhooks/send-result";
import { sendMail } from "./mail-transport";

type EmailStatus = (typeof emails.$inferSelect)["status"];
type ClaimedEmail = Pick<typeof emails.$inferSelect, "recipient" | "template" | "contentSealed">;

/** If an attempt has not ended by then, its process is presumed crashed and the attempt is repeated. */
const LEASE_SECONDS = 60;

/** Seconds before each further attempt. The last one is made while the links of the e-mails still work. */
const DELAYS = [5, 30, 120, 600];

/** Longer than the longest wait between two attempts. */
const CHECK_AFTER = sql`interval '15 minutes'`;

const names = { open: "sending", sent: "sent", failed: "failed" } as const;

/**
 * Makes one attempt to send an e-mail.
 * @param number The number of the attempt, from 1.
 */
export function attemptEmail(emailId: string, number: number): Promise<AttemptOutcome<EmailStatus | "lost">> {
  return makeAttempt<EmailStatus, ClaimedEmail>({
    number,
    delays: DELAYS,
    names,
    url: null,
    ids: { emailId },
    claim: () => claimEmail(emailId, number),
    send: (email) => send(emailId, email),
    settle: (ending) => settleEmail(emailId, number, ending),
    read: async () => {
      const [row] = await db.execute<Standing<EmailStatus>>(
        sql`select ${standing} from ${emails} where ${eq(emails.id, emailId)}`,
      );
      return row;
    },
  });
}

async function claimEmail(emailId: string, number: number): Promise<ClaimedEmail | null> {
  const [claimed] = await db.execute<{ recipient: string; template: string; contentSealed: string | null }>(sql`
    update ${emails} set ${beginAttempt(number, LEASE_SECONDS)}, check_at = now() + ${CHECK_AFTER}
    where ${eq(emails.id, emailId)} and status = 'sending' and ${canBegin(number)}
    returning recipient, template, content_sealed as "contentSealed"`);
  return claimed ?? null;
}

async function send(emailId: string, { recipient, template, contentSealed }: ClaimedEmail): Promise<SendResult> {
  if (contentSealed === null) throw new Error("An e-mail to send has no content.");
  // Loaded here, because React and the templates are needed for nothing else.
  const { renderEmail } = await import("./render-email");
  const mail = await renderEmail(template, JSON.parse(openSecret(contentSealed)));
  const result = await sendMail({ to: recipient, ...mail, messageId: emailId });
  if (result.ok) return { outcome: { kind: "sent", platformIds: [] }, request: null };
  const { error: reason, retry } = result;
  return { outcome: retry ? { kind: "retry", reason, afterSeconds: null } : { kind: "stop", reason }, request: null };
}

/** The content is deleted with the last attempt, because its links give access. */
async function settleEmail(
  emailId: string,
  number: number,
  { status, error, retryAfter }: Ending<EmailStatus>,
): Promise<boolean> {
  const final = retryAfter === null ? sql`, content_sealed = null, check_at = null` : sql``;
  const settled = await db.execute(sql`
    update ${emails} set ${endAttempt(retryAfter)}, status = ${status}, error = ${error}${final}
    where ${eq(emails.id, emailId)} and status = 'sending' and ${isUnderWay(number)} returning 1`);
  return settled.length > 0;
}
