import { sql } from "drizzle-orm";
import { deleteInBatches } from "@/db/delete-in-batches";
import { scenarioWebhookCalls, scenarioWebhooks } from "@/db/schema/scenario";

/** With the attempts of each call, a statement deletes up to 5,000 rows. */
const MOST_CALLS = 800;

/**
 * Deletes the ended calls of a workspace's scenario webhooks that are older than it keeps its log.
 * @returns the number of deleted calls.
 */
export function purgeCalls(workspaceId: string, days: number, mostCalls = MOST_CALLS): Promise<number> {
  const statement = sql`
    delete from ${scenarioWebhookCalls} where id in (
      select c.id from ${scenarioWebhooks} w join ${scenarioWebhookCalls} c on c.webhook_id = w.id
      where w.workspace_id = ${workspaceId} and c.created_at < now() - ${days} * interval '1 day' and c.status <> 'sending'
      limit ${mostCalls}
    )`;
  return deleteInBatches(statement, mostCalls);
}
