import { statisticsOutdated } from "@/inngest/events";
import { updateStatistics } from "@/server/knowledge/index/update-statistics";
import { inngest } from "@/server/outbox/inngest-client";

/**
 * Computes the statistics of a workspace's knowledge after members changed it. Waits for a pause between changes, so that
 * many of them cause one computation.
 */
export const refreshStatistics = inngest.createFunction(
  {
    id: "knowledge-statistics",
    triggers: [statisticsOutdated],
    debounce: { key: "event.data.workspaceId", period: "5s", timeout: "30s" },
    concurrency: [{ key: "event.data.workspaceId", limit: 1 }],
    retries: 3,
  },
  async ({ event, step }) => {
    await step.run("update", () => updateStatistics(event.data.workspaceId));
  },
);
