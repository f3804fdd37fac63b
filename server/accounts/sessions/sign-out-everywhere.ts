import { db } from "@/db/client";
import { recordAccountEvent } from "../activity/record-account-event";
import { endAllSessions, type SignedIn } from "./sessions";

/** Ends a user's sessions on every device, including this one. */
export async function signOutEverywhere({ id }: SignedIn, headers: Headers): Promise<void> {
  await db.transaction(async (tx) => {
    await endAllSessions({ id }, tx);
    await recordAccountEvent(tx, id, "signed_out_everywhere", headers);
  });
}
