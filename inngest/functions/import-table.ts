import { inngest } from "@/server/outbox/inngest-client";
import { tableImportRequested } from "@/inngest/events";
import { eventCatalogue } from "@/server/outbox/event-catalogue";
import { failImport, finishImport, importRows, prepareImport } from "@/server/tables/imports/import-rows";

/** The number of rows that one durable step writes. */
const ROWS_PER_STEP = 25_000;

const GAVE_UP = "Something failed inside Parley each time this was tried, so nothing was changed. Try again later.";

/**
 * Imports an uploaded file's rows into a table: all are checked first, and none is visible before the last is written.
 */
export const importTable = inngest.createFunction(
  {
    id: "import-table",
    triggers: [tableImportRequested],
    concurrency: [{ key: "event.data.importId", limit: 1 }],
    retries: 3,
    onFailure: ({ event }) =>
      failImport(eventCatalogue["table/import.requested"].parse(event.data.event.data), GAVE_UP),
  },
  async ({ event, step }) => {
    const prepared = await step.run("check", () => prepareImport(event.data));
    if (prepared === null) return;
    for (let from = 0; from < prepared.totalRows; from += ROWS_PER_STEP) {
      await step.run(`rows-from-${from}`, () => importRows(event.data, from, from + ROWS_PER_STEP));
    }
    await step.run("finish", () => finishImport(event.data));
  },
);
