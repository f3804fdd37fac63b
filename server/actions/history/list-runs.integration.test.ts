import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { columnsOf } from "@/server/channels/registry";
import { actionRuns } from "@/db/schema/action-runs";
import { channels, conversations } from "@/db/schema/conversations";
import { newId } from "@/server/ids";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { checkDefinition } from "../definition/check-definition";
import { definitionOf, finish, webhookStep } from "../testing/fixtures";
import { startTargetServer } from "../testing/target-server";

type Row = typeof actionRuns.$inferInsert;

let api: ReturnType<typeof createTestCaller>["actions"];
let workspaceId: string;
let botId: string;
const definition = checkDefinition(definitionOf([webhookStep("https://shop.example.com/")]));

beforeEach(async () => {
  const made = await makeWorkspace();
  ({ workspaceId } = made);
  const caller = createTestCaller({ userId: made.userId });
  api = caller.actions;
  ({ id: botId } = await caller.bots.create({ name: "Shop", templateId: null }));
});

async function addRun(changes: Partial<Row> = {}): Promise<string> {
  const id = newId("actionRun");
  const run: Row = { id, workspaceId, botId, actionId: "act_1", definition, arguments: {}, status: "succeeded" };
  await db.insert(actionRuns).values({ ...run, ...changes });
  return id;
}

async function addConversation(kind: "custom" | "test" = "custom") {
  const [channelId, conversationId] = [newId("channel"), newId("conversation")];
  const settings = { kind: "custom" as const, webhookUrl: null, webhookSecretSealed: null, retry: true };
  await db
    .insert(channels)
    .values({ id: channelId, workspaceId, botId, ...columnsOf(kind), name: "Shop", publicId: channelId, settings });
  await db
    .insert(conversations)
    .values({ id: conversationId, workspaceId, botId, channelId, externalChatId: "chat-77", clientName: "Ada L." });
  return { channelId, conversationId };
}

const idsOf = async (input: Omit<Parameters<typeof api.runs>[0], "botId"> = {}) =>
  (await api.runs({ botId, ...input })).runs.map(({ id }) => id);

describe("the history of runs", () => {
  it("lists each run with its action, origin and result", async () => {
    const { channelId, conversationId } = await addConversation();
    await addRun({
      conversationId,
      status: "failed",
      error: 'Step "pay": The server answered 500.',
      result: "x".repeat(500),
      arguments: { order: "A-1", tags: ["a", "b"], note: "n".repeat(300) },
      startedAt: new Date("2026-08-01T10:00:00Z"),
      finishedAt: new Date("2026-08-01T10:00:02Z"),
    });
    const { runs, nextCursor } = await api.runs({ botId });
    expect(nextCursor).toBeNull();
    expect(runs).toMatchObject([
      {
        name: "Look up",
        functionName: "look_up",
        status: "failed",
        origin: "chat",
        askedBy: null,
        onlyStep: null,
        error: 'Step "pay": The server answered 500.',
        resultExcerpt: "x".repeat(200),
        // PostgreSQL does not keep the order of keys in jsonb.
        arguments: expect.arrayContaining([
          { name: "order", value: "A-1" },
          { name: "tags", value: "a,b" },
          { name: "note", value: `${"n".repeat(80)}…` },
        ]),
        conversation: { id: conversationId, clientName: "Ada L." },
        channel: { id: channelId, botId, kind: "custom" },
      },
    ]);
    // The definition must not be sent to the client.
    expect(runs[0]).not.toHaveProperty("definition");
    expect(runs[0]).not.toHaveProperty("createdExactly");
  });

  it("filters by trials, conversations and calls by sub-bots", async () => {
    const { conversationId } = await addConversation();
    const chat = await addRun({ conversationId });
    const tried = await addRun({ isDraft: true });
    const asked = await addRun({ parentRunId: chat, conversationId });
    expect(await idsOf({ origin: "chat" })).toEqual([chat]);
    expect(await idsOf({ origin: "try" })).toEqual([tried]);
    expect(await idsOf({ origin: "bot" })).toEqual([asked]);
    const { runs } = await api.runs({ botId, origin: "bot" });
    expect(runs[0]).toMatchObject({ askedBy: "Shop", origin: "bot" });
  });

  it("keeps runs of deleted conversations", async () => {
    const run = await addRun({ conversationId: "cnv_deleted" });
    const { runs } = await api.runs({ botId });
    expect(runs).toMatchObject([{ id: run, origin: "chat", conversation: null, channel: null }]);
  });

  it("can be filtered by action, outcome and time", async () => {
    const failed = await addRun({ status: "failed", createdAt: new Date("2026-01-01T00:00:00Z") });
    const running = await addRun({ status: "running", createdAt: new Date("2026-02-01T00:00:00Z") });
    const queued = await addRun({ status: "queued", createdAt: new Date("2026-03-01T00:00:00Z") });
    const waiting = await addRun({ status: "waiting", createdAt: new Date("2026-04-01T00:00:00Z") });
    const other = await addRun({ actionId: "act_2", createdAt: new Date("2026-05-01T00:00:00Z") });
    expect(await idsOf()).toEqual([other, waiting, queued, running, failed]);
    expect(await idsOf({ actionId: "act_2" })).toEqual([other]);
    expect(await idsOf({ status: "failed" })).toEqual([failed]);
    expect(await idsOf({ status: "under_way" })).toEqual([queued, running]);
    expect(await idsOf({ status: "waiting" })).toEqual([waiting]);
    expect(await idsOf({ since: "2026-03-01T00:00:00.000Z" })).toEqual([other, waiting, queued]);
    expect(await idsOf({ actionId: "act_1", status: "succeeded" })).toEqual([]);
  });

  it("can be searched by argument values and by conversation", async () => {
    const { conversationId } = await addConversation();
    const talk = await addRun({ conversationId });
    const given = await addRun({ arguments: { order: "50%_OFF\\x", list: ["Riga", "Oslo"] } });
    expect(await idsOf({ search: "ada" })).toEqual([talk]);
    expect(await idsOf({ search: "CHAT-77" })).toEqual([talk]);
    expect(await idsOf({ search: conversationId })).toEqual([talk]);
    expect(await idsOf({ search: "oslo" })).toEqual([given]);
    expect(await idsOf({ search: given })).toEqual([given]);
    // LIKE wildcards are matched literally.
    expect(await idsOf({ search: "0%_o" })).toEqual([given]);
    expect(await idsOf({ search: "off\\x" })).toEqual([given]);
    expect(await idsOf({ search: "%" })).toEqual([given]);
    expect(await idsOf({ search: "___" })).toEqual([]);
    // Names of arguments are not searched.
    expect(await idsOf({ search: "order" })).toEqual([]);
    expect(await idsOf({ search: "  " })).toHaveLength(2);
  });

  it("has pages of 50 without duplicates or gaps, even with many runs in one millisecond", async () => {
    const base: Omit<Row, "id"> = {
      workspaceId,
      botId,
      actionId: "act_1",
      definition,
      arguments: {},
      status: "failed",
    };
    const rows = Array.from({ length: 120 }, () => ({ ...base, id: newId("actionRun") }));
    await db.insert(actionRuns).values(rows);
    // Two runs per microsecond, so that neither the time nor its milliseconds identify a run.
    await db
      .update(actionRuns)
      .set({
        createdAt: sql`timestamptz '2026-08-01T00:00:00Z' + (abs(hashtext(${actionRuns.id})) % 60) * interval '1 microsecond'`,
      })
      .where(eq(actionRuns.botId, botId));
    const seen: string[] = [];
    let cursor: { createdAt: string; id: string } | null = null;
    do {
      const page: Awaited<ReturnType<typeof api.runs>> = await api.runs({ botId, cursor });
      seen.push(...page.runs.map(({ id }) => id));
      cursor = page.nextCursor;
      // A run that is added during paging is not on a later page.
      await addRun();
    } while (cursor);
    expect(seen).toHaveLength(120);
    expect(new Set(seen)).toEqual(new Set(rows.map(({ id }) => id)));
  });

  it("belongs to its workspace, where every member may read it", async () => {
    await addRun();
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId }).actions;
    expect((await stranger.runs({ botId })).runs).toEqual([]);
    expect((await stranger.runStats({ botId })).every(({ succeeded }) => succeeded === 0)).toBe(true);
    const viewer = createTestCaller({ userId: (await makeMember(workspaceId, "viewer")).userId, workspaceId }).actions;
    expect((await viewer.runs({ botId })).runs).toHaveLength(1);
  });
});

describe("the number of runs per day", () => {
  it("is counted by outcome for 14 days, ending with today", async () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3600 * 1000);
    await addRun();
    await addRun({ status: "failed" });
    await addRun({ status: "waiting" });
    await addRun({ createdAt: daysAgo(3) });
    await addRun({ createdAt: daysAgo(3), actionId: "act_2" });
    await addRun({ createdAt: daysAgo(20) });
    const stats = await api.runStats({ botId });
    expect(stats).toHaveLength(14);
    expect(stats.at(-1)).toEqual({ day: new Date().toISOString().slice(0, 10), succeeded: 1, failed: 1, open: 1 });
    expect(stats.at(-4)).toMatchObject({ succeeded: 2 });
    expect(stats.reduce((sum, { succeeded }) => sum + succeeded, 0)).toBe(3);
    expect((await api.runStats({ botId, actionId: "act_2" })).at(-4)).toMatchObject({ succeeded: 1 });
  });

  it("is counted in the reader's time zone", async () => {
    const timeZone = "Pacific/Kiritimati";
    const [today] = await db.execute<{ day: string }>(
      sql`select to_char(now() at time zone ${timeZone}, 'YYYY-MM-DD') as day`,
    );
    // One minute before midnight in that time zone, and at midnight.
    const midnight = sql`(${today?.day}::date::timestamp at time zone ${timeZone})`;
    const before = await addRun();
    await db
      .update(actionRuns)
      .set({ createdAt: sql`${midnight} - interval '1 minute'` })
      .where(eq(actionRuns.id, before));
    const after = await addRun({ status: "failed" });
    await db.update(actionRuns).set({ createdAt: midnight }).where(eq(actionRuns.id, after));
    const stats = await api.runStats({ botId, timeZone });
    expect(stats.at(-1)).toEqual({ day: today?.day, succeeded: 0, failed: 1, open: 0 });
    expect(stats.at(-2)).toMatchObject({ succeeded: 1, failed: 0 });
    // Node knows the second time zone, but PostgreSQL does not.
    for (const unknown of ["Mars/Base", "US/Pacific-New"]) {
      await expect(api.runStats({ botId, timeZone: unknown })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
  });
});

describe("a secret", () => {
  it("returned by a server is not in any view of a run", async () => {
    const SECRET = "sk-live-9f8e7d6c";
    const target = await startTargetServer();
    target.on("/echo", (request, response) => {
      response
        .writeHead(500, {
          "content-type": "application/json",
          "set-cookie": "session=cookie-value-1",
          authorization: "Bearer of-the-answer",
          "x-api-key": "key-of-the-answer",
          "x-echo": SECRET,
        })
        .end(JSON.stringify({ said: request.headers["authorization"], plain: SECRET }));
    });
    const step = webhookStep(`${target.url}/echo?k={{constants.key}}`, {
      name: "echo",
      headers: [
        { name: "Authorization", value: "Bearer {{constants.key}}" },
        { name: "Cookie", value: "session=typed-by-hand" },
      ],
      acceptedStatusCodes: null,
    });
    const { id: actionId } = await api.create({
      botId,
      definition: {
        name: "Echo",
        functionName: "echo",
        description: "",
        arguments: [],
        constants: [{ secret: true, name: "key", value: SECRET }],
        steps: [step],
        returnMode: "last",
        errorMessage: "",
      },
    });
    const { runId } = await api.try({ actionId, arguments: {} });
    await finish({ workspaceId, runId });
    const trial = await api.tryStep({ actionId, stepName: "echo", arguments: {} });
    await finish({ workspaceId, runId: trial.runId });
    const views = [
      await api.run({ runId }),
      await api.run({ runId: trial.runId }),
      await api.runs({ botId }),
      await api.runs({ botId, search: "sk-live" }),
    ];
    const seen = JSON.stringify(views);
    expect(seen).toContain("•••");
    expect(seen).not.toMatch(/sk-live|cookie-value-1|typed-by-hand|of-the-answer/);
    expect(seen).not.toContain("sealed");
  });
});
