import type { Executor } from "@/db/client";
import { accountEvents } from "@/db/schema/accounts";
import { newId } from "@/server/ids";
import { clientAddress } from "../limits/client-address";
import { userAgentOf } from "../sessions/user-agent";

export type AccountEventKind = typeof accountEvents.$inferSelect.kind;

/**
 * Records what happened to an account, in the transaction of the change.
 * @param headers Those of the request, from which the list describes the device.
 */
export async function recordAccountEvent(
  on: Executor,
  userId: string,
  kind: AccountEventKind,
  headers: Headers,
): Promise<void> {
  const from = { userAgent: userAgentOf(headers), address: clientAddress(headers) };
  await on.insert(accountEvents).values({ id: newId("accountEvent"), userId, kind, ...from });
}
