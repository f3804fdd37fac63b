import type { Executor } from "@/db/client";
import { emails } from "@/db/schema/emails";
import { newId } from "@/server/ids";
import { firstCheck } from "@/server/outbox/check-time";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import { sealSecret } from "@/server/secrets/secret-box";
import { mailSender } from "./mail-transport";
import type { EmailContent, EmailTemplateName } from "./templates/registry";

interface NewEmail<Name extends EmailTemplateName> {
  template: Name;
  content: EmailContent<Name>;
  recipient: string;
  /** The account it concerns, if it exists; with the account, the e-mail's row is deleted. */
  userId?: string | null;
  /** The workspace it concerns, if any. */
  workspaceId?: string | null;
}

/** An e-mail that was stored, and its events: pass them to `dispatch` after the commit. */
interface QueuedEmail {
  emailId: string;
  events: OutboxEvent[];
}

/**
 * Stores an e-mail in the transaction of the change that causes it; a durable function sends it. The content is sealed
 * until then, because it contains links that give access. Without a mail server (`mailSender()` is null) it is only
 * recorded as not sent, and there are no events.
 */
export async function queueEmail<Name extends EmailTemplateName>(
  on: Executor,
  { template, content, recipient, userId = null, workspaceId = null }: NewEmail<Name>,
): Promise<QueuedEmail> {
  const emailId = newId("email");
  const row = { id: emailId, template, recipient, userId, workspaceId };
  if (mailSender() === null) {
    await on.insert(emails).values({ ...row, status: "no_server" });
    return { emailId, events: [] };
  }
  const contentSealed = sealSecret(JSON.stringify(content));
  await on.insert(emails).values({ ...row, contentSealed, status: "sending", checkAt: firstCheck });
  return { emailId, events: await enqueue(on, [{ name: "email/requested", data: { emailId } }]) };
}
