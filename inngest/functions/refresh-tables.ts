import { cron } from "inngest";
import { inngest } from "@/server/outbox/inngest-client";
import { tableRefreshRequested } from "@/inngest/events";
import { dispatch } from "@/server/outbox/outbox";
import { dueRefreshes } from "@/server/tables/links/due-refreshes";
import { purgeImports } from "@/server/tables/imports/purge-imports";
import { purgeDeletedRows } from "@/server/tables/rows/purge-deleted-rows";
import { refreshTable } from "@/server/tables/links/refresh-table";

/** Finds the linked tables that are due, and deletes the rows of old imports and of old deletions. */
export const refreshTables = inngest.createFunction(
  { id: "refresh-tables", triggers: [cron("*/5 * * * *")], concurrency: [{ limit: 1 }], retries: 1 },
  async ({ step }) => {
    await step.run("due", async () => dispatch(await dueRefreshes()));
    await step.run("purge", purgeImports);
    await step.run("purge-rows", purgeDeletedRows);
  },
);

/** Reads one linked table's address; a fault in its data is stored, not thrown. */
export const refreshLinkedTable = inngest.createFunction(
  {
    id: "refresh-linked-table",
    triggers: [tableRefreshRequested],
    concurrency: [{ key: "event.data.tableId", limit: 1 }],
    retries: 2,
  },
  async ({ event, step }) => {
    await step.run("refresh", async () => {
      await refreshTable(event.data.workspaceId, event.data.tableId);
    });
  },
);
