import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { bots, botVersions } from "@/db/schema/bots";
import { phraseModels } from "@/db/schema/scenario";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { interaction, type InteractionInput } from "@/server/schemas/scenario/interaction";
import { scenarioSettings } from "@/server/schemas/scenario/scenario";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { loadMatcher } from "../load-matcher";
import { modelKey, phraseKeyOf, phrasesOf } from "../phrases-of";
import { claimTraining, readModelState, saveModel } from "../stored-models";
import { removeUnusedModels } from "./remove-unused-models";
import { runTraining } from "./run-training";
import { trainDraft } from "./train-draft";

await startDurableFunctions(async () => new Response(null, { status: 404 }));

let home: TestWorkspace;
let caller: ReturnType<typeof createTestCaller>;
let botId: string;

beforeEach(async () => {
  globalThis.parleyPhraseModels = undefined;
  home = await makeWorkspace();
  caller = createTestCaller({ userId: home.userId });
  ({ id: botId } = await caller.bots.create({ name: "Shop", templateId: null }));
  await caller.scenario.updateSettings({ botId, settings: scenarioSettings.parse({ enabled: true }) });
});

const made = (name: string, phrases: string[], part: Partial<InteractionInput> = {}) =>
  interaction.parse({
    id: `${botId}.${name}`,
    name,
    phrases,
    responses: [{ kind: "text", id: "r1", variants: ["Yes."] }],
    ...part,
  });
const shop = () => [
  made("Fallback", [], { role: "fallback" }),
  made("Welcome", [], { role: "welcome" }),
  made("Hours", ["when are you open", "opening hours", "are you open on sunday", "when do you close"]),
  made("Parcel", ["where is my parcel", "track my order", "my package is late", "has my order been sent"]),
  made("Refund", ["i want my money back", "how do i return this", "refund please", "send it back"]),
];
/** More phrases than are trained within a request. */
const many = () => [
  ...shop(),
  ...Array.from({ length: 5 }, (_, i) =>
    made(
      `Topic ${i}`,
      Array.from({ length: 405 }, (_, n) => `question ${n * 7 + i} about subject ${i} and number ${n}`),
    ),
  ),
];

async function give(interactions: ReturnType<typeof shop>) {
  await caller.scenario.edit({ botId, put: interactions });
  return { workspaceId: home.workspaceId, phraseKey: phraseKeyOf(interactions) ?? "" };
}
const rows = () => db.select().from(phraseModels).where(eq(phraseModels.workspaceId, home.workspaceId));
const change = (set: Partial<Record<"leaseUntil" | "usedAt", ReturnType<typeof sql>>>) =>
  db.update(phraseModels).set(set).where(eq(phraseModels.workspaceId, home.workspaceId));
async function publishedScenario() {
  const [version] = await db
    .select({ snapshot: botVersions.snapshot })
    .from(bots)
    .innerJoin(botVersions, eq(botVersions.id, bots.publishedVersionId))
    .where(and(eq(bots.workspaceId, home.workspaceId), eq(bots.id, botId)));
  const scenario = version?.snapshot.scenario;
  if (!scenario) throw new Error("Nothing is published.");
  return scenario;
}
const untilPublished = () =>
  vi.waitUntil(async () => (await caller.bots.publish({ botId })).state === "published", {
    timeout: 60_000,
    interval: 300,
  });

describe("Publishing a scripted bot", () => {
  it("trains its phrases before the version is live", async () => {
    const { phraseKey } = await give(shop());
    expect(await caller.bots.publish({ botId })).toEqual({ state: "published", number: 1 });
    expect(await rows()).toMatchObject([{ key: modelKey(phraseKey), status: "ready", progress: 1 }]);
    const scenario = await publishedScenario();
    expect(scenario.phraseModel).toBe(phraseKey);
    const matcher = await loadMatcher(home.workspaceId, scenario);
    const [best, second] = matcher?.rank("did my parcel get sent") ?? [];
    expect(best?.interactionId).toBe(`${botId}.Parcel`);
    expect(best?.score).toBeGreaterThan(second?.score ?? 1);
    expect(matcher?.threshold).toBe((await rows())[0]?.calibration?.threshold);
  });

  it("trains many phrases after the request, shows the progress, and is done when it is repeated", async () => {
    const { phraseKey } = await give(many());
    expect(await caller.bots.publish({ botId })).toEqual({
      state: "training",
      progress: 0,
      phraseKey: expect.any(String),
    });
    expect(await caller.scenario.matching({ botId })).toMatchObject({ status: "training", phrases: 2037 });
    expect(await caller.scenario.training({ phraseKey })).toEqual({ isRunning: true, progress: expect.any(Number) });
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId });
    expect(await stranger.scenario.training({ phraseKey })).toEqual({ isRunning: false, progress: 0 });
    await untilPublished();
    expect(await caller.scenario.training({ phraseKey })).toEqual({ isRunning: false, progress: 0 });
    const matcher = await loadMatcher(home.workspaceId, await publishedScenario());
    expect(matcher?.rank("question 700 about subject 3 and number 99")[0]?.interactionId).toBe(`${botId}.Topic 3`);
  }, 90_000);

  it("begins a training again whose process was killed", async () => {
    const key = await give(many());
    expect(await claimTraining(key)).toBe(true);
    expect(await caller.bots.publish({ botId })).toEqual({
      state: "training",
      progress: 0,
      phraseKey: expect.any(String),
    });
    await change({ leaseUntil: sql`now() - interval '1 second'` });
    expect(await readModelState(key)).toMatchObject({ isLost: true });
    await untilPublished();
    expect(await readModelState(key)).toMatchObject({ status: "ready" });
  }, 90_000);

  it("needs no training when the phrases are those of an earlier version", async () => {
    await give(shop());
    await caller.bots.publish({ botId });
    await caller.scenario.edit({ botId, put: [made("Parcel", shop()[3]?.phrases ?? [], { folder: "Orders" })] });
    expect(await caller.bots.publish({ botId })).toMatchObject({ number: 2 });
    expect(await rows()).toHaveLength(1);
  });
});

describe("A requested training", () => {
  it("does nothing when the phrases have changed meanwhile, and lets the next one begin", async () => {
    const key = await give(shop());
    await claimTraining(key);
    await caller.scenario.edit({ botId, put: [made("Parcel", ["another phrase"])] });
    await trainDraft({ ...key, botId });
    expect(await readModelState(key)).toMatchObject({ status: "failed", calibration: null });
    expect(await claimTraining(key)).toBe(true);
  });

  it("is made once when two want the same phrases", async () => {
    const key = await give(shop());
    expect(await Promise.all([claimTraining(key), claimTraining(key)])).toContain(false);
  });
});

describe("The matcher of a draft", () => {
  const scenarioOf = (interactions: ReturnType<typeof shop>, threshold: number | null = null) => ({
    settings: scenarioSettings.parse({ threshold }),
    interactions,
    phraseModel: null,
  });

  it("is trained when it is first needed, once for all who need it", async () => {
    const load = () => loadMatcher(home.workspaceId, scenarioOf(shop()));
    const matchers = await Promise.all([load(), load(), load()]);
    expect(new Set(matchers.map((one) => JSON.stringify(one?.rank("open today?")))).size).toBe(1);
    expect(await rows()).toHaveLength(1);
  });

  it("waits for a training of another process", async () => {
    const key = { workspaceId: home.workspaceId, phraseKey: phraseKeyOf(shop()) ?? "" };
    await claimTraining(key);
    const waiting = loadMatcher(home.workspaceId, scenarioOf(shop()));
    const { bytes, calibration } = await runTraining(phrasesOf(shop()), () => {});
    await saveModel(key, bytes, calibration);
    expect((await waiting)?.rank("track my order")[0]).toEqual({ interactionId: `${botId}.Parcel`, score: 1 });
  });

  it("uses the threshold that a member set, and does not exist without phrases", async () => {
    expect((await loadMatcher(home.workspaceId, scenarioOf(shop(), 0.7)))?.threshold).toBe(0.7);
    expect(await loadMatcher(home.workspaceId, scenarioOf([made("Empty", [])]))).toBeNull();
  });
});

describe("Trying a phrase", () => {
  it("names the winner and the runners-up, and says what the bot would do", async () => {
    await give(shop());
    const match = await caller.scenario.tryPhrase({ botId, text: "track my order" });
    expect(match).toMatchObject({ outcome: "interaction", candidates: [{ name: "Parcel", score: 1 }, {}, {}] });
    const foreign = await caller.scenario.tryPhrase({ botId, text: "do penguins have knees" });
    expect(foreign.outcome).toBe("fallback");
    const settings = scenarioSettings.parse({ enabled: true, modelAnswers: true });
    await caller.scenario.updateSettings({ botId, settings });
    expect(await caller.scenario.tryPhrase({ botId, text: "do penguins have knees" })).toMatchObject({
      outcome: "model",
    });
    expect(await caller.scenario.matching({ botId })).toMatchObject({
      status: "ready",
      threshold: null,
      interactions: 3,
    });
  });
});

describe("Models that nothing uses", () => {
  it("are removed after a day, except those of versions", async () => {
    await give(shop());
    await caller.bots.publish({ botId });
    const draft = [...shop(), made("More", ["something else entirely"])];
    await give(draft);
    await caller.scenario.train({ botId });
    expect(await rows()).toHaveLength(2);
    await removeUnusedModels();
    expect(await rows()).toHaveLength(2);
    await change({ usedAt: sql`now() - interval '25 hours'` });
    await removeUnusedModels();
    expect((await rows()).map(({ key }) => key)).toEqual([modelKey(phraseKeyOf(shop()) ?? "")]);
  });
});
