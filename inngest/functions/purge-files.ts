import { cron } from "inngest";
import { inngest } from "@/server/outbox/inngest-client";
import { purgeFiles } from "@/server/files/purge-files";

/** Deletes files that are no longer used. */
export const purgeUnusedFiles = inngest.createFunction(
  { id: "purge-files", triggers: [cron("17 * * * *")], concurrency: [{ limit: 1 }], retries: 1 },
  async ({ step }) => step.run("purge", purgeFiles),
);
