import { lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { emails } from "@/db/schema/emails";

/** How long it can be seen whether an e-mail was sent. */
const KEPT = sql`interval '30 days'`;

/** Deletes the rows of old e-mails, and returns their number. */
export async function purgeEmails(): Promise<number> {
  const gone = await db.delete(emails).where(lt(emails.createdAt, sql`now() - ${KEPT}`));
  return gone.count;
}
