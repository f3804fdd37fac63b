import { cron } from "inngest";
import { readingRequested } from "@/inngest/events";
import { failReading } from "@/server/knowledge/reading/runs/end-reading";
import { beginReading } from "@/server/knowledge/reading/runs/begin-reading";
import { endSite, hiddenPages } from "@/server/knowledge/reading/runs/end-site";
import { findPages } from "@/server/knowledge/reading/runs/find-pages";
import { readPages } from "@/server/knowledge/reading/runs/read-pages";
import { readWhole } from "@/server/knowledge/reading/runs/read-whole";
import { requestDueReadings } from "@/server/knowledge/reading/runs/request-due-readings";
import { SitePlan } from "@/server/knowledge/reading/sites/site-plan";
import { requestMissingVectors } from "@/server/knowledge/vectors/request-vectors";
import { dropUnusedIndexes } from "@/server/knowledge/vectors/vector-index";
import { eventCatalogue } from "@/server/outbox/event-catalogue";
import { inngest } from "@/server/outbox/inngest-client";
import { dispatch } from "@/server/outbox/outbox";

const GAVE_UP = "Something failed inside Parley each time this was tried. Read it again later.";

/**
 * Reads a source of the knowledge base. A site is read in batches of pages, each in a step of its own, so that a crash
 * repeats only the batch in progress.
 */
export const readSource = inngest.createFunction(
  {
    id: "read-source",
    triggers: [readingRequested],
    concurrency: [
      { key: "event.data.sourceId", limit: 1 },
      // Keeps one workspace from occupying the executor; most readings take seconds, a large site hours.
      { key: "event.data.workspaceId", limit: 8 },
    ],
    retries: 5,
    onFailure: ({ event }) =>
      failReading(eventCatalogue["knowledge/reading.requested"].parse(event.data.event.data), GAVE_UP),
  },
  async ({ event, step }) => {
    const key = event.data;
    const begun = await step.run("begin", () => beginReading(key));
    if (begun === null) return;
    if (begun.kind !== "site") return void (await step.run("read", () => readWhole(key)));
    const found = await step.run("find-pages", () => findPages(key));
    if (found === null) return;
    const reading = { key, startedAt: begun.startedAt, plan: new SitePlan(found) };
    const { plan } = reading;
    let count = 0;
    for (let pages = plan.next(); pages; pages = plan.next()) {
      const batch = pages;
      count += 1;
      const outcome = await step.run(`pages-${count}`, () => readPages(reading, batch));
      if (outcome === null) return;
      plan.add(outcome);
    }
    const hidden = await step.run("find-hidden-pages", () => hiddenPages(reading));
    for (let pages = plan.nextOf(hidden); pages; pages = plan.nextOf(hidden)) {
      const batch = pages;
      count += 1;
      const outcome = await step.run(`pages-${count}`, () => readPages(reading, batch));
      if (outcome === null) return;
      hidden.unshift(...outcome.left);
      plan.add({ ...outcome, left: [] });
    }
    await step.run("end", () => endSite(reading));
  },
);

/** Requests the scheduled readings that are due and the vectors that are missing, and deletes what nothing uses. */
export const refreshKnowledge = inngest.createFunction(
  { id: "knowledge-refresh", triggers: [cron("*/5 * * * *")], concurrency: [{ limit: 1 }], retries: 1 },
  async ({ step }) => {
    await step.run("due", async () => dispatch(await requestDueReadings()));
    await step.run("vectors", async () => dispatch(await requestMissingVectors()));
    await step.run("indexes", dropUnusedIndexes);
  },
);
