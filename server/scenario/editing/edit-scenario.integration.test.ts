import { TRPCError } from "@trpc/server";
import { beforeEach, describe, expect, it } from "vitest";
import { makeMember, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { interaction, type InteractionInput } from "@/server/schemas/scenario/interaction";
import { scenarioSettings } from "@/server/schemas/scenario/scenario";
import { errorDetails } from "@/server/trpc/domain-errors";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { fingerprint } from "./fingerprint";

let home: TestWorkspace;
let caller: ReturnType<typeof createTestCaller>;
let botId: string;

beforeEach(async () => {
  home = await makeWorkspace();
  caller = createTestCaller({ userId: home.userId });
  ({ id: botId } = await caller.bots.create({ name: "Members", templateId: null }));
});

/** Ids are unique in the whole database. */
const id = (name: string) => `${botId}.${name}`;
const made = (name: string, part: Partial<InteractionInput> = {}) => interaction.parse({ id: id(name), name, ...part });
const edit = (given: Omit<Parameters<typeof caller.scenario.edit>[0], "botId">) =>
  caller.scenario.edit({ botId, ...given });
const stored = async () => (await caller.scenario.get({ botId })).interactions;
const names = async () => (await stored()).map(({ name }) => name).join(" ");

async function refusal(call: Promise<unknown>) {
  const error = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(error instanceof TRPCError)) throw new Error(`Not refused: ${String(error)}`);
  return { code: error.code, message: error.message, details: errorDetails(error).details };
}

describe("An edit of a scenario", () => {
  it("adds, changes, moves and deletes interactions, is taken back, and is made again", async () => {
    await edit({ put: [made("a"), made("b"), made("c")] });
    const changed = made("b", { name: "B", phrases: ["hello"], menu: { rows: [], numbering: "roman" } });
    const done = await edit({ put: [changed, made("d")], remove: [id("a")], order: [id("d"), id("c"), id("b")] });
    expect(await names()).toBe("d c B");
    const undone = await edit(done.undo);
    expect(await names()).toBe("a b c");
    expect((await stored())[1]).toEqual(made("b"));
    await edit(undone.undo);
    expect(await names()).toBe("d c B");
    expect((await stored())[2]).toEqual(changed);
  });

  it("that changed a text leaves the order alone when it is taken back", async () => {
    await edit({ put: [made("a"), made("b")] });
    const { undo } = await edit({ put: [made("a", { name: "A" })] });
    await edit({ order: [id("b"), id("a")] });
    await edit(undo);
    expect(await names()).toBe("b a");
  });

  it("is refused as a whole if somebody else changed one of its interactions", async () => {
    await edit({ put: [made("a"), made("b")] });
    const known = await stored();
    await edit({ put: [made("a", { name: "theirs" })] });
    const put = [made("a", { name: "mine" }), made("b", { name: "mine" })];
    const late = edit({ put, check: fingerprint(known, [id("a"), id("b")]) });
    expect(await refusal(late)).toMatchObject({ code: "CONFLICT" });
    expect(await names()).toBe("theirs b");
    await edit({ put, check: fingerprint(await stored(), [id("b"), id("a")]) });
    expect(await names()).toBe("mine mine");
  });

  it("is refused if somebody else deleted or added the interaction meanwhile", async () => {
    await edit({ put: [made("a")] });
    const known = await stored();
    await edit({ remove: [id("a")] });
    expect(await refusal(edit({ put: [made("a")], check: fingerprint(known, [id("a")]) }))).toMatchObject({
      code: "CONFLICT",
    });
    await edit({ put: [made("a")], check: fingerprint(await stored(), [id("a")]) });
    expect(await names()).toBe("a");
  });

  it("is not taken back over a newer change", async () => {
    await edit({ put: [made("a")] });
    const { undo } = await edit({ put: [made("a", { name: "mine" })] });
    await edit({ put: [made("a", { name: "theirs" })] });
    expect(await refusal(edit(undo))).toMatchObject({ code: "CONFLICT" });
    expect(await names()).toBe("theirs");
  });

  it("marks the bot as changed", async () => {
    await caller.bots.publish({ botId });
    expect(await caller.bots.get({ botId })).toMatchObject({ hasUnpublishedChanges: false });
    await edit({ put: [made("a")] });
    expect(await caller.bots.get({ botId })).toMatchObject({ hasUnpublishedChanges: true });
  });

  it("cannot take over the interaction of another bot", async () => {
    const other = await caller.bots.create({ name: "Other", templateId: null });
    await caller.scenario.edit({ botId: other.id, put: [made("a")] });
    expect(await refusal(edit({ put: [made("b"), made("a", { name: "stolen" })] }))).toMatchObject({
      code: "BAD_REQUEST",
    });
    expect(await names()).toBe("");
    await edit({ remove: [id("a")] });
    expect((await caller.scenario.get({ botId: other.id })).interactions).toEqual([made("a")]);
  });

  it("says where a fault is", async () => {
    const row = { id: "r", text: "One month", keyword: "x".repeat(21), redirect: { type: "person" } as const };
    const faulty = { ...made("a"), name: " ", menu: { rows: [row] } };
    const { code, details } = await refusal(edit({ put: [made("b"), faulty] }));
    expect(code).toBe("BAD_REQUEST");
    expect(details).toEqual([
      { path: ["put", 1, "name"], message: "Name the interaction." },
      { path: ["put", 1, "menu", "rows", 0, "keyword"], message: "A keyword has at most 20 characters." },
    ]);
  });

  it("cannot give a bot a second Welcome, or one interaction twice", async () => {
    await edit({ put: [made("a", { role: "welcome" }), made("b", { role: "fallback" })] });
    expect(await refusal(edit({ put: [made("c", { role: "welcome" })] }))).toMatchObject({
      message: "A bot has only one Welcome.",
    });
    expect(await refusal(edit({ put: [made("a")], remove: [id("a")] }))).toMatchObject({ code: "BAD_REQUEST" });
    expect(await names()).toBe("a b");
  });

  it("cannot exceed 500 interactions or 4 MB", async () => {
    const many = Array.from({ length: 500 }, (_, i) => made(`i${i}`));
    await edit({ put: many });
    expect(await refusal(edit({ put: [made("one-more")] }))).toMatchObject({
      message: "A bot has at most 500 interactions.",
    });
    const phrases = Array.from({ length: 500 }, (_, i) => `${i} ${"x".repeat(490)}`);
    const large = many.slice(0, 20).map((one) => ({ ...one, phrases }));
    expect(await refusal(edit({ put: large }))).toMatchObject({
      message: "The scenario is larger than 4 MB. Remove phrases or texts.",
    });
  });
});

describe("Access to a scenario", () => {
  it("lets every member read it, and only editors change it", async () => {
    await edit({ put: [made("a")] });
    for (const role of ["viewer", "operator"] as const) {
      const { userId } = await makeMember(home.workspaceId, role);
      const member = createTestCaller({ userId, workspaceId: home.workspaceId }).scenario;
      expect((await member.get({ botId })).interactions).toHaveLength(1);
      expect(await refusal(member.edit({ botId, remove: [id("a")] }))).toMatchObject({ code: "FORBIDDEN" });
      const settings = scenarioSettings.parse({});
      expect(await refusal(member.updateSettings({ botId, settings }))).toMatchObject({ code: "FORBIDDEN" });
    }
    const { userId } = await makeMember(home.workspaceId, "editor");
    await createTestCaller({ userId, workspaceId: home.workspaceId }).scenario.edit({ botId, remove: [id("a")] });
    expect(await stored()).toEqual([]);
  });

  it("does not reach into another workspace", async () => {
    await edit({ put: [made("a")] });
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId }).scenario;
    const settings = scenarioSettings.parse({});
    for (const call of [
      () => stranger.get({ botId }),
      () => stranger.edit({ botId, remove: [id("a")] }),
      () => stranger.updateSettings({ botId, settings }),
    ]) {
      expect(await refusal(call())).toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await names()).toBe("a");
  });
});

describe("The settings of a scenario", () => {
  it("are off at first, and are kept", async () => {
    expect((await caller.scenario.get({ botId })).settings).toMatchObject({ enabled: false, greets: true });
    const settings = scenarioSettings.parse({ enabled: true, modelAnswers: true, backWords: ["zurück"] });
    await caller.scenario.updateSettings({ botId, settings });
    expect((await caller.scenario.get({ botId })).settings).toEqual(settings);
  });

  it("say where a fault is", async () => {
    const settings = { ...scenarioSettings.parse({}), threshold: 1.5, backWords: ["x".repeat(41)] };
    const { details } = await refusal(caller.scenario.updateSettings({ botId, settings }));
    expect(details.map(({ path }) => path.join("."))).toEqual(["settings.threshold", "settings.backWords.0"]);
  });
});
