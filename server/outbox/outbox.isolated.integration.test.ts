import { text } from "node:stream/consumers";
import { inArray } from "drizzle-orm";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "@/db/client";
import { outbox } from "@/db/schema/outbox";
import { listenLocally } from "@/db/testing/local-server";
import { until } from "@/inngest/local/testing/harness";
import { newId } from "@/server/ids";
import { inngest } from "./inngest-client";
import { dispatch, enqueue } from "./outbox";

let refuses = false;
/** While Inngest says nothing; it answers when this resolves. */
let silence: PromiseWithResolvers<void> | null = null;
/** The ids of the events that Inngest has. */
const taken = new Set<string>();

beforeAll(async () => {
  const { origin } = await listenLocally(async (request, response) => {
    const events: { id: string }[] = JSON.parse(await text(request));
    await silence?.promise;
    if (refuses) return void response.writeHead(503).end();
    for (const { id } of events) taken.add(id);
    response.setHeader("content-type", "application/json");
    return void response.end(JSON.stringify({ ids: events.map(({ id }) => id), status: 200 }));
  });
  Object.assign(process.env, { INNGEST_EVENT_KEY: "test", INNGEST_BASE_URL: origin });
  inngest.setEnvVars();
});

beforeEach(async () => {
  silence?.resolve();
  silence = null;
  refuses = false;
  await until(async () => (await (await send()).left()) === 0, "the events to be taken");
});

async function send() {
  const data = { workspaceId: newId("workspace"), runId: newId("actionRun") };
  const events = await enqueue(db, [{ name: "action/run.requested", data }]);
  const ids = events.map(({ id }) => id);
  const started = performance.now();
  await dispatch(events);
  const left = () => db.$count(outbox, inArray(outbox.id, ids));
  return { ids, ms: performance.now() - started, left };
}

it("Events are sent before the request ends, and their rows are deleted", async () => {
  const { ids, left } = await send();
  expect(taken).toContain(ids[0]);
  expect(await left()).toBe(0);
});

it("Events wait for the sweep while Inngest refuses them", async () => {
  refuses = true;
  const { left } = await send();
  expect(await left()).toBe(1);
});

it("A silent Inngest holds a request up for seconds at first, then for less, and still gets the events", async () => {
  silence = Promise.withResolvers<void>();
  const first = await send();
  const second = await send();
  expect(first.ms).toBeLessThan(8000);
  expect(second.ms).toBeLessThan(first.ms);
  expect(await first.left()).toBe(1);
  silence.resolve();
  silence = null;
  await expect.poll(async () => [await first.left(), await second.left()]).toEqual([0, 0]);
  const third = await send();
  expect(await third.left()).toBe(0);
});
