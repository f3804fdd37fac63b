import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { recordAccountEvent } from "../activity/record-account-event";
import { knownDevice, rememberDevice } from "../passwords/known-device";

/**
 * Records a sign-in on a device that the account has not used before. Returns the `Set-Cookie` header that makes the
 * device known to the account; null if it is known.
 */
export async function noteNewDevice(userId: string, headers: Headers): Promise<string | null> {
  const [user] = await db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  if (!user || knownDevice(headers, user.email)) return null;
  await recordAccountEvent(db, userId, "signed_in_on_new_device", headers);
  return rememberDevice(headers, user.email);
}
