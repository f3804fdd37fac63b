import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { raffleEntries, rafflePrizes } from "@/db/schema/raffles";
import { makeMember, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { GET } from "@/app/api/raffles/[raffleId]/export/route";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { defaultRaffleTexts, type RaffleSettings } from "@/server/schemas/raffle";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { drawPrize } from "./draw-prize";
import { pickPrize } from "./pick-prize";

let home: TestWorkspace;
let caller: ReturnType<typeof createTestCaller>;
beforeEach(async () => {
  home = await makeWorkspace();
  caller = createTestCaller({ userId: home.userId });
});

function settings(changes: Partial<RaffleSettings> = {}): RaffleSettings {
  const prizes = [{ id: null, name: "Mug", quantity: 3 }];
  return { name: "Summer", winChance: 1, opensAt: null, closesAt: null, texts: defaultRaffleTexts, prizes, ...changes };
}

async function makeRaffle(changes: Partial<RaffleSettings> = {}): Promise<string> {
  return (await caller.raffles.save({ raffleId: null, ...settings(changes) })).id;
}

let calls = 0;

function draw(raffleId: string, entrant: string, changes: { callId?: string; isTest?: boolean; at?: string } = {}) {
  const { callId = `run_${(calls += 1)}-1`, isTest = false, at = "cnv_1" } = changes;
  return drawPrize({ workspaceId: home.workspaceId, raffleId, entrant, conversationId: at, isTest, callId });
}

const entriesOf = (raffleId: string) => db.select().from(raffleEntries).where(eq(raffleEntries.raffleId, raffleId));
const stockOf = async (raffleId: string) => (await caller.raffles.get({ raffleId })).prizes;

describe("a draw", () => {
  it("gives away exactly the stock when 50 customers take part at the same moment", async () => {
    const raffleId = await makeRaffle();
    const results = await Promise.all(Array.from({ length: 50 }, (_, i) => draw(raffleId, `+4915100000${i + 10}`)));
    expect(results.filter(({ result }) => result === "won")).toHaveLength(3);
    expect(results.filter(({ result }) => result === "lost")).toHaveLength(47);
    expect(await stockOf(raffleId)).toMatchObject([{ quantity: 3, won: 3 }]);
    const entries = await entriesOf(raffleId);
    expect(entries).toHaveLength(50);
    expect(new Set(entries.map(({ stockBefore }) => stockBefore[0]?.left))).toEqual(new Set([3, 2, 1, 0]));
  });

  it("accepts one entry of a phone when it comes ten times at the same moment", async () => {
    const raffleId = await makeRaffle();
    const results = await Promise.all(Array.from({ length: 10 }, () => draw(raffleId, "+525500000000")));
    expect(results.filter(({ result }) => result === "won")).toHaveLength(1);
    expect(results.filter(({ result }) => result === "again")).toHaveLength(9);
    expect(new Set(results.map(({ prize }) => prize))).toEqual(new Set(["Mug"]));
    expect(await entriesOf(raffleId)).toHaveLength(1);
    expect(await draw(raffleId, "+525500000000")).toMatchObject({ result: "again", text: defaultRaffleTexts.again });
  });

  it("returns its own result when it is repeated, and draws once", async () => {
    const raffleId = await makeRaffle();
    const repeated = () => draw(raffleId, "+525500000000", { callId: "run_same-1" });
    const results = await Promise.all([repeated(), repeated(), repeated()]);
    expect([...results, await repeated()]).toEqual(
      Array.from({ length: 4 }, () => ({
        result: "won",
        prize: "Mug",
        text: "Congratulations! You have won: Mug.",
      })),
    );
    expect(await stockOf(raffleId)).toMatchObject([{ won: 1 }]);
  });

  it("is logged so that its result can be calculated again, and the log cannot be changed", async () => {
    const prizes = [
      { id: null, name: "Bicycle", quantity: 2 },
      { id: null, name: "Pen", quantity: 20 },
    ];
    const raffleId = await makeRaffle({ winChance: 0.5, prizes });
    await Promise.all(Array.from({ length: 30 }, (_, i) => draw(raffleId, `customer ${i}`)));
    const entries = await entriesOf(raffleId);
    expect(entries).toHaveLength(30);
    for (const { random, winChance, stockBefore, prizeName } of entries) {
      expect(pickPrize(random, winChance, stockBefore)?.name ?? null).toBe(prizeName);
    }
    await expect(
      db.update(raffleEntries).set({ prizeName: "Car" }).where(eq(raffleEntries.raffleId, raffleId)),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining("never changed") } });
  });

  it("never wins at a chance of 0 and when nothing is left", async () => {
    expect(await draw(await makeRaffle({ winChance: 0 }), "a")).toMatchObject({ result: "lost", prize: "" });
    const empty = await makeRaffle({ prizes: [{ id: null, name: "Mug", quantity: 0 }] });
    expect(await draw(empty, "a")).toMatchObject({ result: "lost", text: defaultRaffleTexts.lost });
  });

  it("is refused before the start and after the end, and nothing is stored", async () => {
    const early = await makeRaffle({ opensAt: "2999-01-01T00:00:00Z" });
    const late = await makeRaffle({ closesAt: "2020-01-01T00:00:00Z" });
    for (const raffleId of [early, late]) {
      expect(await draw(raffleId, "a")).toEqual({ result: "closed", prize: "", text: defaultRaffleTexts.closed });
      expect(await entriesOf(raffleId)).toEqual([]);
    }
    expect(await caller.raffles.list()).toMatchObject([{ state: "not_open_yet" }, { state: "closed" }]);
  });

  it("in a test chat uses no stock, and each test conversation has its own entry", async () => {
    const raffleId = await makeRaffle();
    expect(await draw(raffleId, "+1", { isTest: true, at: "cnv_test1" })).toMatchObject({ result: "won" });
    expect(await draw(raffleId, "+1", { isTest: true, at: "cnv_test1" })).toMatchObject({ result: "again" });
    expect(await draw(raffleId, "+1", { isTest: true, at: "cnv_test2" })).toMatchObject({ result: "won" });
    expect(await draw(raffleId, "+1")).toMatchObject({ result: "won" });
    expect(await caller.raffles.get({ raffleId })).toMatchObject({
      prizes: [{ quantity: 3, won: 1 }],
      entryCount: 1,
      testEntryCount: 2,
    });
  });

  it("is refused for a raffle of another workspace", async () => {
    const other = await makeWorkspace();
    const foreign = await createTestCaller({ userId: other.userId }).raffles.save({
      raffleId: null,
      ...settings(),
    });
    await expect(draw(foreign.id, "a")).rejects.toMatchObject({ code: "not_found" });
    await expect(caller.raffles.get({ raffleId: foreign.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the settings of a raffle", () => {
  it.each([
    ["a chance over 1", { winChance: 1.01 }, ["winChance"], "at most 100 %"],
    ["a negative chance", { winChance: -0.1 }, ["winChance"], "at least 0 %"],
    ["no prizes", { prizes: [] }, ["prizes"], "at least one prize"],
    [
      "a negative stock",
      { prizes: [{ id: null, name: "Mug", quantity: -1 }] },
      ["prizes", 0, "quantity"],
      "fewer than 0",
    ],
    [
      "a prize twice",
      { prizes: [1, 2].map((quantity) => ({ id: null, name: "Mug", quantity })) },
      ["prizes", 1, "name"],
      "two prizes",
    ],
    [
      "an end before the start",
      { opensAt: "2030-01-02T00:00:00Z", closesAt: "2030-01-01T00:00:00Z" },
      ["closesAt"],
      "after the start",
    ],
    ["an empty text", { texts: { ...defaultRaffleTexts, won: " " } }, ["texts", "won"], "Write the text"],
  ])("cannot have %s", async (_what, changes, path, message) => {
    const saved = caller.raffles.save({ raffleId: null, ...settings(changes) });
    const details = [{ path, message: expect.stringContaining(message) }];
    await expect(saved).rejects.toMatchObject({ cause: { code: "invalid", details } });
  });

  it("cannot take away what was won, and more can be added", async () => {
    const raffleId = await makeRaffle();
    await Promise.all([draw(raffleId, "a"), draw(raffleId, "b")]);
    const [mug] = await stockOf(raffleId);
    const change = (prizes: RaffleSettings["prizes"]) => caller.raffles.save({ raffleId, ...settings({ prizes }) });
    const id = mug?.id ?? "";
    await expect(change([{ id, name: "Mug", quantity: 1 }])).rejects.toThrow("It was won 2 times already");
    await expect(change([{ id: null, name: "Cup", quantity: 1 }])).rejects.toThrow("“Mug” was won 2 times");
    await change([
      { id, name: "Big mug", quantity: 5 },
      { id: null, name: "Cup", quantity: 1 },
    ]);
    expect(await stockOf(raffleId)).toMatchObject([
      { name: "Big mug", quantity: 5, won: 2 },
      { name: "Cup", quantity: 1, won: 0 },
    ]);
  });

  it("cannot be changed by a viewer", async () => {
    const raffleId = await makeRaffle();
    const { userId } = await makeMember(home.workspaceId, "viewer");
    const viewer = createTestCaller({ userId });
    await expect(viewer.raffles.save({ raffleId, ...settings() })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await viewer.raffles.entries({ raffleId })).toEqual({ entries: [], nextCursor: null });
  });
});

describe("the log of a raffle", () => {
  it("lists the newest draws in pages", async () => {
    const raffleId = await makeRaffle({ winChance: 0 });
    for (let i = 0; i < 51; i += 1) await draw(raffleId, `customer ${i}`);
    const first = await caller.raffles.entries({ raffleId });
    expect(first.entries).toHaveLength(50);
    expect(first.entries[0]).toMatchObject({ entrant: "customer 50", prizeName: null, isTest: false, winChance: 0 });
    const rest = await caller.raffles.entries({ raffleId, cursor: first.nextCursor });
    expect(rest).toMatchObject({ entries: [{ entrant: "customer 0" }], nextCursor: null });
  });

  it("can be downloaded as CSV", async () => {
    const raffleId = await makeRaffle();
    await draw(raffleId, "+525500000000");
    const headers = { cookie: await sessionCookie(home.userId) };
    const response = await GET(new Request("http://localhost/x", { headers }), {
      params: Promise.resolve({ raffleId }),
    });
    expect(response.headers.get("content-disposition")).toContain("Summer entries.csv");
    const [header, line, end] = (await response.text()).split("\r\n");
    expect(header).toBe("time,entrant,result,prize,random,win_chance,stock_before,conversation,test");
    expect(line).toMatch(/^20[^,]+Z,\+525500000000,won,Mug,0\.\d+(?:e-\d+)?,1,Mug: 3,cnv_1,false$/);
    expect(end).toBe("");
  });
});

describe("deleting a raffle", () => {
  it("deletes its prizes and its log", async () => {
    const raffleId = await makeRaffle();
    await draw(raffleId, "a");
    await caller.raffles.delete({ raffleId });
    expect(await entriesOf(raffleId)).toEqual([]);
    expect(await db.select().from(rafflePrizes).where(eq(rafflePrizes.raffleId, raffleId))).toEqual([]);
    await expect(caller.raffles.delete({ raffleId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
