import { and, desc, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { accountEvents } from "@/db/schema/accounts";
import { describeBrowser } from "../sessions/describe-browser";
import { KEPT } from "./purge-account-events";
import type { AccountEventKind } from "./record-account-event";

export interface ShownAccountEvent {
  id: string;
  kind: AccountEventKind;
  at: string;
  /** Such as "Firefox on Windows". */
  browser: string;
  /** Null if it is not known, as on the machine that Parley runs on. */
  address: string | null;
}

const MOST = 200;

/** Lists what happened to a user's account in the last 90 days, newest first. */
export async function listAccountEvents(userId: string): Promise<ShownAccountEvent[]> {
  const rows = await db
    .select()
    .from(accountEvents)
    .where(and(eq(accountEvents.userId, userId), sql`${accountEvents.createdAt} > now() - ${KEPT}`))
    .orderBy(desc(accountEvents.createdAt), desc(accountEvents.id))
    .limit(MOST);
  return rows.map(({ id, kind, createdAt, userAgent, address }) => ({
    id,
    kind,
    at: createdAt.toISOString(),
    browser: describeBrowser(userAgent),
    address,
  }));
}
