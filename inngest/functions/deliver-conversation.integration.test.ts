import { asc, eq, sql } from "drizzle-orm";
import { serve } from "inngest/edge";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { db } from "@/db/client";
import { channels, conversations, messages } from "@/db/schema/conversations";
import { deliveries, deliveryAttempts } from "@/db/schema/deliveries";
import { changeEnvironment } from "@/db/testing/change-environment";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { inngest } from "@/server/outbox/inngest-client";
import {
  addPending,
  makeConversation,
  makeCustomChannel,
  type TestChannel,
} from "@/server/channels/custom/testing/fixtures";
import { sample } from "@/server/channels/custom/testing/sample";
import { newId } from "@/server/ids";
import { deliverConversation } from "./deliver-conversation";

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

const receiver = await startWebhookReceiver();
const { origin: url, requests } = receiver;
let answer: (nth: number) => Answer | "reset" | Promise<Answer>;
const { sent } = await startEventEndpoint();
// Calls of the functions are not signed in these tests.
changeEnvironment({ INNGEST_DEV: "1" });
inngest.setEnvVars();
const handler = serve({ client: inngest, functions: [deliverConversation] });

let channel: TestChannel;
let due: { workspaceId: string; conversationId: string };
beforeEach(async () => {
  await use({});
});

describe("A delivery that succeeds", () => {
  it("sends the waiting messages in order, in one request, and releases the conversation", async () => {
    await use({ secret: "hush hush" });
    const ids = [
      ...(await addPending(channel, due.conversationId, ["Your order is on its way."])),
      ...(await addPending(channel, due.conversationId, ["It arrives on Friday."], "employee")),
    ];
    await run();
    const [delivery] = await stored.deliveries();
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      path: "/hook",
      headers: { "content-type": "application/json", "webhook-id": delivery?.id, authorization: "Bearer hush hush" },
      body: withIds(sample("out: new_messages"), ids),
    });
    expect(Object.keys(requests[0]?.body ?? {})).toEqual(Object.keys(sample("out: new_messages")));
    expect(delivery).toMatchObject({ status: "delivered", finishedAt: expect.any(Date) });
    expect(await stored.messages()).toMatchObject([
      { delivery: "delivered", deliveredAt: expect.any(Date) },
      { delivery: "delivered", deliveredAt: expect.any(Date) },
    ]);
    expect(await stored.attempts()).toMatchObject([{ number: 1, url: `${url}/hook`, status: 200, error: null }]);
    expect(await stored.owner()).toBeNull();
  });

  it("sends no Authorization header without a secret", async () => {
    await addPending(channel, due.conversationId, ["a"]);
    await run();
    expect(requests[0]?.headers).not.toHaveProperty("authorization");
  });

  it.each([200, 201, 204, 299])("counts %i as delivered", async (status) => {
    answer = () => ({ status });
    await addPending(channel, due.conversationId, ["a"]);
    await run();
    expect(await states()).toEqual(["delivered"]);
  });

  it("sends many messages in batches of twenty, one request at a time", async () => {
    const texts = Array.from({ length: 45 }, (_, i) => `m${i}`);
    await addPending(channel, due.conversationId, texts);
    await run();
    expect(requests.map(({ body }) => body.new_messages.length)).toEqual([20, 20, 5]);
    expect(arrived()).toEqual(texts);
    expect(receiver.mostOpenInAChat).toBe(1);
    expect(new Set(requests.map(({ headers }) => headers["webhook-id"])).size).toBe(3);
  });

  it("does nothing for a conversation without waiting messages, or one that was deleted", async () => {
    await run();
    await run({ data: { workspaceId: channel.workspaceId, conversationId: "cnv_gone" } });
    expect(requests).toEqual([]);
    expect(await stored.owner()).toBeNull();
  });

  it("changes no conversation outside the event's workspace", async () => {
    await addPending(channel, due.conversationId, ["a"]);
    await run({ data: { workspaceId: "ws_other", conversationId: due.conversationId } });
    expect(requests).toEqual([]);
    expect(await states()).toEqual(["pending"]);
  });

  it("leaves the rest to another run before the run has too many steps", async () => {
    const texts = Array.from({ length: 1010 }, (_, i) => `m${i}`);
    await addPending(channel, due.conversationId, texts);
    await run();
    expect(requests).toHaveLength(50);
    expect(sent).toMatchObject([{ name: "delivery/requested", data: due }]);
    await run();
    expect(arrived()).toEqual(texts);
    expect(await stored.owner()).toBeNull();
  });
});

describe("A delivery that fails", () => {
  it("is retried by the schedule under the same webhook-id, then given up, and later messages are sent", async () => {
    answer = (nth) => ({ status: nth <= 6 ? 500 : 200, body: "broken" });
    await addPending(channel, due.conversationId, ["first"]);
    const { sleeps } = await run({
      onSleep: async () => {
        if (requests.length === 1) await addPending(channel, due.conversationId, ["second"]);
      },
    });
    expect(sleeps).toEqual([5, 30, 120, 600, 3600]);
    expect(arrived()).toEqual(["first", "first", "first", "first", "first", "first", "second"]);
    expect(
      new Set(requests.slice(0, 6).map(({ headers, body }) => JSON.stringify([headers["webhook-id"], body]))).size,
    ).toBe(1);
    expect(requests[6]?.headers["webhook-id"]).not.toBe(requests[0]?.headers["webhook-id"]);
    expect(await states()).toEqual(["undelivered", "delivered"]);
    expect((await stored.attempts()).map(({ number, status }) => [number, status])).toEqual([
      [1, 500],
      [2, 500],
      [3, 500],
      [4, 500],
      [5, 500],
      [6, 500],
      [1, 200],
    ]);
    expect(await stored.attempts()).toMatchObject([
      { error: "The webhook answered 500; an answer of 200 to 299 was expected.", responseExcerpt: "broken" },
      ...Array.from({ length: 6 }, () => ({})),
    ]);
  });

  it("ends with the attempt that succeeds", async () => {
    answer = (nth) => (nth === 1 ? "reset" : { status: nth === 2 ? 404 : 200 });
    await addPending(channel, due.conversationId, ["a", "b"]);
    const { sleeps } = await run();
    expect(sleeps).toEqual([5, 30]);
    expect(await states()).toEqual(["delivered", "delivered"]);
    expect(await stored.attempts()).toMatchObject([
      { status: null, error: expect.any(String) },
      { status: 404 },
      { status: 200 },
    ]);
  });

  it("is attempted once if the channel has retries turned off", async () => {
    await use({ retry: false });
    answer = () => ({ status: 503, headers: { "retry-after": "60" } });
    await addPending(channel, due.conversationId, ["a"]);
    expect((await run()).sleeps).toEqual([]);
    expect(requests).toHaveLength(1);
    expect(await states()).toEqual(["undelivered"]);
  });

  it("waits for Retry-After if that is longer than the schedule, at most a day", async () => {
    const asked = ["90", "1", "999999999", new Date(Date.now() + 3_600_000).toUTCString()];
    answer = (nth) => {
      const wanted = asked[nth - 1];
      return wanted === undefined ? { status: 200 } : { status: 429, headers: { "retry-after": wanted } };
    };
    await addPending(channel, due.conversationId, ["a"]);
    const { sleeps } = await run();
    expect(sleeps.slice(0, 3)).toEqual([90, 30, 86_400]);
    expect(sleeps[3]).toBeGreaterThan(3590);
    expect(sleeps[3]).toBeLessThanOrEqual(3600);
  });

  it("counts a redirect as a failure and does not follow it", async () => {
    await use({ retry: false });
    answer = () => ({ status: 307, headers: { location: `${url}/elsewhere` } });
    await addPending(channel, due.conversationId, ["a"]);
    await run();
    expect(requests.map(({ path }) => path)).toEqual(["/hook"]);
    expect(await states()).toEqual(["undelivered"]);
    expect(await stored.attempts()).toMatchObject([{ status: 307, error: expect.stringContaining("redirect") }]);
  });

  it("uses the address that is configured at the time of an attempt", async () => {
    answer = (nth) => ({ status: nth === 1 ? 404 : 200 });
    await addPending(channel, due.conversationId, ["a"]);
    await run({
      onSleep: () => changeSettings({ webhookUrl: `${url}/corrected` }),
    });
    expect(requests.map(({ path }) => path)).toEqual(["/hook", "/corrected"]);
    expect((await stored.attempts()).map((attempt) => attempt.url)).toEqual([`${url}/hook`, `${url}/corrected`]);
    expect(await states()).toEqual(["delivered"]);
  });

  it("is given up with a reason if the channel has no webhook URL", async () => {
    await changeSettings({ webhookUrl: null });
    await addPending(channel, due.conversationId, ["a"]);
    expect((await run()).sleeps).toEqual([]);
    expect(await states()).toEqual(["undelivered"]);
    expect(await stored.attempts()).toMatchObject([
      { status: null, url: "", error: expect.stringContaining("no webhook URL") },
    ]);
  });

  it("is given up with a reason if the channel is disabled, even between two attempts", async () => {
    answer = () => ({ status: 500 });
    await addPending(channel, due.conversationId, ["a"]);
    await run({
      onSleep: async () => {
        await db.update(channels).set({ enabled: false }).where(eq(channels.id, channel.id));
      },
    });
    expect(requests).toHaveLength(1);
    expect(await states()).toEqual(["undelivered"]);
    expect(await stored.attempts()).toMatchObject([{ status: 500 }, { error: expect.stringContaining("disabled") }]);
  });

  it("ends without an error if the channel is deleted between two attempts", async () => {
    answer = () => ({ status: 500 });
    await addPending(channel, due.conversationId, ["a"]);
    await run({
      onSleep: async () => {
        await db.delete(channels).where(eq(channels.id, channel.id));
      },
    });
    expect(requests).toHaveLength(1);
  });
});

describe("An interrupted run", () => {
  it("sends nothing twice if the result of every step is lost once", async () => {
    answer = (nth) => ({ status: nth === 1 ? 500 : 200 });
    const texts = Array.from({ length: 25 }, (_, i) => `m${i}`);
    await addPending(channel, due.conversationId, texts);
    const { sleeps } = await run({ loseResults: true });
    expect(sleeps).toEqual([5]);
    expect(requests.map(({ body }) => body.new_messages.length)).toEqual([20, 20, 5]);
    expect(arrived().slice(20)).toEqual(texts);
    expect(await stored.owner()).toBeNull();
  });

  it("releases the conversation when it fails permanently, and another run continues the same delivery", async () => {
    answer = () => ({ status: 500 });
    await addPending(channel, due.conversationId, ["a"]);
    const runId = newId("request");
    await run({ runId, stopAtSleep: 2 });
    expect(await stored.owner()).toBe(runId);
    await fail(runId);
    expect(await stored.owner()).toBeNull();
    expect(sent).toMatchObject([{ name: "delivery/requested", data: due }]);
    answer = () => ({ status: 200 });
    await run();
    expect(new Set(requests.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect((await stored.attempts()).map(({ number, status }) => [number, status])).toEqual([
      [1, 500],
      [2, 500],
      [3, 200],
    ]);
    expect(await states()).toEqual(["delivered"]);
  });

  it("leaves the conversation to a later run if it fails late", async () => {
    answer = () => ({ status: 500 });
    await addPending(channel, due.conversationId, ["a"]);
    await run({ runId: "new", stopAtSleep: 1 });
    await fail("old");
    expect(await stored.owner()).toBe("new");
    expect(sent).toEqual([]);
  });

  it("retries later, by RetryAfterError, while another process makes the attempt", async () => {
    const [arrival, refusal] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
    answer = async () => {
      arrival.resolve();
      await refusal.promise;
      return { status: 200 };
    };
    await addPending(channel, due.conversationId, ["a"]);
    const first = run({ runId: "same" });
    await arrival.promise;
    await Promise.all([first, run({ runId: "same", onStepError: refusal.resolve })]);
    expect(await refusal.promise).toBe("Another process is making this attempt.");
    expect(requests).toHaveLength(1);
    expect(await states()).toEqual(["delivered"]);
  });
});

/** Makes a channel, a conversation in it and a receiver that answers 200. */
async function use(webhook: { secret?: string; retry?: boolean }): Promise<void> {
  channel = await makeCustomChannel({ url: `${url}/hook`, ...webhook });
  due = await makeConversation(channel, "amazon-88120");
  receiver.reset();
  receiver.respond = async (_, response) => {
    const answered = await answer(requests.length);
    if (answered === "reset") return void response.destroy();
    return void response.writeHead(answered.status, answered.headers).end(answered.body);
  };
  sent.length = 0;
  answer = () => ({ status: 200 });
}

const operations = z.array(
  z.object({
    id: z.string(),
    op: z.string(),
    name: z.string().nullish(),
    data: z.unknown(),
    opts: z.object({ duration: z.string().nullish() }).nullish(),
    error: z.object({ message: z.string() }).nullish(),
  }),
);

interface RunOptions {
  data?: typeof due;
  runId?: string;
  onSleep?: () => Promise<void>;
  /** Called with the error of a step that will be retried. */
  onStepError?: (message: string) => void;
  /** Executes every step twice, as after a crash before the step's result was stored. */
  loseResults?: boolean;
  /** Ends the run at its nth sleep, as if it never woke up. */
  stopAtSleep?: number;
}

/** Acts as Inngest for one run over the SDK's protocol: calls, stores results, calls again. Sleeps take no time. */
async function run(options: RunOptions = {}): Promise<{ sleeps: number[] }> {
  const sleeps: number[] = [];
  const steps: Record<string, { data: unknown }> = {};
  const lost = new Set<string>();
  const runId = options.runId ?? newId("request");
  for (;;) {
    const ops = await call("parley-deliver-conversation", runId, steps, {
      name: "delivery/requested",
      data: options.data ?? due,
    });
    if (ops === null) return { sleeps };
    for (const { id, op, name, data, opts, error } of ops) {
      if (op === "Sleep") {
        sleeps.push(seconds(opts?.duration ?? name ?? ""));
        if (sleeps.length === options.stopAtSleep) return { sleeps };
        await options.onSleep?.();
        steps[id] = { data: null };
      } else if (op === "StepError") {
        if (!options.onStepError) throw new Error(error?.message);
        options.onStepError(error?.message ?? "");
      } else if (options.loseResults && !lost.has(id)) lost.add(id);
      else steps[id] = { data };
    }
  }
}

/** Does what Inngest does when a run has failed permanently. */
async function fail(runId: string): Promise<void> {
  const error = { name: "Error", message: "The database was away for hours." };
  const data = {
    function_id: "parley-deliver-conversation",
    run_id: runId,
    error,
    event: { name: "delivery/requested", data: due },
  };
  const steps: Record<string, { data: unknown }> = {};
  for (;;) {
    const ops = await call("parley-deliver-conversation-failure", newId("request"), steps, {
      name: "inngest/function.failed",
      data,
    });
    if (ops === null) return;
    for (const { id, data } of ops) steps[id] = { data };
  }
}

/** Makes one call of a function; returns null if the function has returned. */
async function call(fnId: string, runId: string, steps: object, event: { name: string; data: unknown }) {
  const full = { ...event, id: newId("event"), ts: Date.now() };
  const response = await handler(
    new Request(`http://localhost:3000/api/inngest?fnId=${fnId}&stepId=step`, {
      method: "POST",
      headers: { host: "localhost:3000", "content-type": "application/json", "x-inngest-req-version": "2" },
      body: JSON.stringify({
        version: 2,
        event: full,
        events: [full],
        steps,
        use_api: false,
        ctx: {
          run_id: runId,
          attempt: 0,
          disable_immediate_execution: false,
          stack: { stack: Object.keys(steps), current: Object.keys(steps).length },
        },
      }),
    }),
  );
  if (response.status === 200) return null;
  if (response.status !== 206) throw new Error(`${response.status}: ${await response.text()}`);
  return operations.parse(await response.json());
}

const stored = {
  messages: () =>
    db.select().from(messages).where(eq(messages.conversationId, due.conversationId)).orderBy(asc(messages.seq)),
  deliveries: () => db.select().from(deliveries).where(eq(deliveries.conversationId, due.conversationId)),
  attempts: () =>
    db
      .select()
      .from(deliveryAttempts)
      .where(eq(deliveryAttempts.workspaceId, due.workspaceId))
      .orderBy(asc(deliveryAttempts.createdAt), asc(deliveryAttempts.id)),
  owner: async () => {
    const [row] = await db.select().from(conversations).where(eq(conversations.id, due.conversationId));
    return row?.deliveryOwner;
  },
};

async function states(): Promise<string[]> {
  return (await stored.messages()).map(({ delivery }) => delivery);
}

async function changeSettings(change: { webhookUrl: string | null }): Promise<void> {
  await db
    .update(channels)
    .set({ settings: sql`${channels.settings} || ${JSON.stringify(change)}::jsonb` })
    .where(eq(channels.id, channel.id));
}

function arrived(): string[] {
  return requests.flatMap(({ body }) => body.new_messages.map(({ text }) => text));
}

function withIds(body: Record<string, unknown>, ids: string[]): object {
  const { new_messages } = z.object({ new_messages: z.array(z.record(z.string(), z.unknown())) }).parse(body);
  return { ...body, new_messages: new_messages.map((message, i) => Object.assign(message, { id: ids[i] })) };
}

/** Parses the SDK's durations, such as "1h30m5s". */
function seconds(duration: string): number {
  const units: Record<string, number> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };
  return [...duration.matchAll(/(\d+)([a-z])/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * (units[unit ?? ""] ?? NaN),
    0,
  );
}
