import { and, asc, eq } from "drizzle-orm";
import { beforeAll } from "vitest";
import { db } from "@/db/client";
import { emails } from "@/db/schema/emails";
import { attemptEmail } from "../attempt-email";

/** Loading the templates and React's renderer takes seconds on a busy machine. */
beforeAll(async () => {
  await import("../render-email");
});

/** Makes the first attempt for each e-mail that waits for a recipient, as the durable function does. */
export async function sendQueuedEmails(recipient: string): Promise<void> {
  const queued = await db
    .select({ id: emails.id })
    .from(emails)
    .where(and(eq(emails.recipient, recipient), eq(emails.status, "sending")))
    .orderBy(asc(emails.id));
  for (const { id } of queued) await attemptEmail(id, 1);
}
