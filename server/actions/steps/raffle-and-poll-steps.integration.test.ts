import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { raffleEntries } from "@/db/schema/raffles";
import { makeConversation, makeCustomChannel, type TestChannel } from "@/server/channels/custom/testing/fixtures";
import { castVote } from "@/server/polls/cast-vote";
import { savePoll } from "@/server/polls/save-poll";
import { getRaffle } from "@/server/raffles/get-raffle";
import { saveRaffle } from "@/server/raffles/save-raffle";
import type { ActionStep } from "@/server/schemas/action-definition";
import { defaultPollTexts } from "@/server/schemas/poll";
import { defaultRaffleTexts } from "@/server/schemas/raffle";
import { runStep } from "../runs/run-action";
import { definitionOf, finish, queueRun } from "../testing/fixtures";
import { stepKinds } from "./registry";

let channel: TestChannel;
let scope: { workspaceId: string; conversationId: string };
let raffleId: string;
let pollId: string;

beforeEach(async () => {
  channel = await makeCustomChannel();
  scope = await makeConversation(channel);
  const open = { opensAt: null, closesAt: null };
  const prizes = [{ id: null, name: "Mug", quantity: 5 }];
  const raffle = { name: "Summer", winChance: 1, ...open, texts: defaultRaffleTexts, prizes };
  raffleId = (await saveRaffle(channel.ctx, { raffleId: null, ...raffle })).id;
  const options = ["Red", "Green"].map((text) => ({ id: null, text }));
  const poll = { name: "Colours", question: "Which?", options, isChangeable: true, ...open, texts: defaultPollTexts };
  pollId = (await savePoll(channel.ctx, { pollId: null, ...poll })).id;
});

async function runHere(step: ActionStep, x: string, changes: { isDraft?: boolean; conversationId?: null } = {}) {
  const { ctx: _, ...key } = await queueRun(definitionOf([step]), { x }, { ...scope, turnId: "trn_1", ...changes });
  return { key, outcome: await finish(key) };
}

async function variables() {
  const [row] = await db.select().from(conversations).where(eq(conversations.id, scope.conversationId));
  return row?.variables;
}

const entries = () => db.select().from(raffleEntries).where(eq(raffleEntries.raffleId, raffleId));

describe("draw_prize", () => {
  const step = (phone = "{{args.x}}"): ActionStep => ({ kind: "draw_prize", name: "draw", raffleId, phone });

  it("enters the phone in E.164, tells the result and sets variables", async () => {
    const { outcome } = await runHere(step(), "+52 (55) 0000-0000");
    expect(outcome).toMatchObject({ status: "succeeded", result: "Congratulations! You have won: Mug." });
    expect(await variables()).toEqual({ won: true, prize: "Mug" });
    expect(await entries()).toMatchObject([{ entrant: "+525500000000", conversationId: scope.conversationId }]);
    const again = await runHere(step(), "0052 5500000000");
    expect(again.outcome).toMatchObject({ status: "succeeded", result: defaultRaffleTexts.again });
    expect(await variables()).toEqual({ won: false, prize: "Mug" });
  });

  it("draws once when the step is repeated after a crash", async () => {
    const context = { ...scope, botId: channel.botId, turnId: "trn_1", runId: "run_1", position: 1, depth: 0 };
    const values = { args: {}, constants: {}, secrets: {}, variables: {}, steps: {}, callback: {} };
    const once = () => stepKinds.draw_prize.run(step(""), { ...context, isDraft: false, values, callId: "run_1-1" });
    const [first, ...others] = await Promise.all([once(), once(), once()]);
    for (const other of others) expect(other).toEqual(first);
    expect(await getRaffle(channel.ctx, raffleId)).toMatchObject({ prizes: [{ won: 1 }], entryCount: 1 });
  });

  it("without a phone enters the number that the channel knows, or else the customer's account in it", async () => {
    const { key } = await runHere(step(""), "");
    await runStep(key, 1);
    expect((await entries())[0]?.entrant).toMatch(new RegExp(`^${channel.id}:`));
    await db.update(conversations).set({ clientPhone: "+49 30 1234567" });
    await runHere(step(""), "");
    expect((await entries()).map(({ entrant }) => entrant)).toContain("+49301234567");
  });

  it("asks again for what is not a phone number, and enters nobody", async () => {
    const { outcome } = await runHere(step(), "0171 12345");
    expect(outcome).toMatchObject({ status: "succeeded", result: expect.stringContaining("country code") });
    expect(await entries()).toEqual([]);
  });

  it("uses no stock in a test chat and draws nothing in a trial", async () => {
    expect((await runHere(step(), "+525500000000", { isDraft: true })).outcome.result).toContain("You have won");
    const trial = await runHere(step(), "+525500000001", { conversationId: null });
    expect(trial.outcome.result).toBe("Would enter the customer into Summer and draw.");
    expect(await getRaffle(channel.ctx, raffleId)).toMatchObject({ prizes: [{ won: 0 }], testEntryCount: 1 });
  });

  it("is refused when it is saved with a raffle of another workspace", async () => {
    const { workspaceId, botId } = await makeCustomChannel();
    const check = (inWorkspace: string) => stepKinds.draw_prize.checkDraft(step(), { workspaceId: inWorkspace, botId });
    expect(await check(scope.workspaceId)).toEqual([]);
    expect(await check(workspaceId)).toMatchObject([{ path: ["raffleId"] }]);
  });
});

describe("cast_vote", () => {
  const step = (): ActionStep => ({ kind: "cast_vote", name: "vote", pollId, option: "{{args.x}}" });

  it("counts the customer once, tells the result and sets variables", async () => {
    const { workspaceId } = scope;
    const other = { workspaceId, pollId, voter: "other", choice: "Red", conversationId: "cnv_2", isTest: false };
    await castVote({ ...other, callId: "run_0-1" });
    await runHere(step(), "red");
    const { outcome } = await runHere(step(), "2");
    expect(outcome).toMatchObject({ status: "succeeded", result: "Thank you! 50 % said “Green”." });
    expect(await variables()).toEqual({ vote: "Green", percent: 50 });
  });

  it("asks again for none of the options, and votes nothing in a trial", async () => {
    expect((await runHere(step(), "Blue")).outcome).toMatchObject({
      status: "succeeded",
      result: "“Blue” is none of the options. Choose one of: Red, Green.",
    });
    const trial = await runHere(step(), "Red", { conversationId: null });
    expect(trial.outcome.result).toBe("Would vote for “Red” in Colours.");
  });

  it("is refused when it is saved with a poll that does not exist", async () => {
    const draft = { workspaceId: scope.workspaceId, botId: channel.botId };
    const gone: ActionStep = { kind: "cast_vote", name: "vote", pollId: "pol_gone", option: "Red" };
    expect(await stepKinds.cast_vote.checkDraft(step(), draft)).toEqual([]);
    expect(await stepKinds.cast_vote.checkDraft(gone, draft)).toMatchObject([{ path: ["pollId"] }]);
  });
});
