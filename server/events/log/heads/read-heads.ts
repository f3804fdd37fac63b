import type { DeliveryKind } from "../delivery-filters";
import type { DeliveryHead } from "./delivery-head";
import { readEventHeads } from "./read-event-heads";
import { readMessageHeads } from "./read-message-heads";
import { readNotificationHeads } from "./read-notification-heads";
import { readScenarioHeads } from "./read-scenario-heads";

type ReadHeads = (workspaceId: string, ids: string[]) => Promise<DeliveryHead[]>;

const readers: Record<DeliveryKind, ReadHeads> = {
  event: readEventHeads,
  message: readMessageHeads,
  notification: readNotificationHeads,
  scenario: readScenarioHeads,
};

/** Reads the deliveries of a workspace in the given order; those that no longer exist are left out. */
export async function readHeads(
  workspaceId: string,
  wanted: readonly { kind: DeliveryKind; id: string }[],
): Promise<DeliveryHead[]> {
  const kinds = [...new Set(wanted.map(({ kind }) => kind))];
  const heads = await Promise.all(
    kinds.map((kind) => {
      const ids = wanted.flatMap((row) => (row.kind === kind ? [row.id] : []));
      return readers[kind](workspaceId, ids);
    }),
  );
  const byId = new Map(heads.flat().map((head) => [head.id, head]));
  return wanted.flatMap(({ id }) => byId.get(id) ?? []);
}
