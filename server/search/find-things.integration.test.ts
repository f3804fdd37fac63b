import { beforeAll, describe, expect, it } from "vitest";
import { makeMember, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { webhookStep } from "@/server/actions/testing/fixtures";
import { addAction } from "@/server/bots/testing/asking-bots";
import { createBotWithTestChat } from "@/server/channels/create-bot-with-test-chat";
import { createChannel } from "@/server/channels/create-channel";
import { makeQuestion, makeSource } from "@/server/knowledge/testing/make-source";
import { createTable } from "@/server/tables/create-table";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { findThings } from "./find-things";

let workspace: TestWorkspace;
let stranger: TestWorkspace;
beforeAll(async () => {
  workspace = await makeWorkspace();
  stranger = await makeWorkspace();
  for (const { ctx } of [workspace, stranger]) {
    const { id: botId } = await createBotWithTestChat(ctx, { name: "Bicycle shop", templateId: null });
    await addAction(ctx, botId, [webhookStep("https://shop.invalid/")], { name: "Find a bell" });
    await createChannel(ctx, { botId, kind: "web", name: "Bell page" });
    await createTable(ctx, { name: "Bells", description: "", columns: [] });
    const settings = { kind: "text" as const, text: "Ring it." };
    await makeSource(ctx.workspaceId, { name: "Bell manual", settings });
    await makeQuestion(ctx.workspaceId, { question: "Is there a bell?", variants: [], answer: "Yes." });
    await createBotWithTestChat(ctx, { name: "Raffle", templateId: "raffle" });
    await createBotWithTestChat(ctx, { name: "Poll", templateId: "poll" });
  }
});

const find = async (search: string, { ctx } = workspace) =>
  (await findThings(ctx, { search })).map(({ kind, name }) => `${kind} ${name}`);

describe("The search for things", () => {
  it("finds each kind by its name, also by initials, with a typing mistake, or by the name of its bot", async () => {
    expect(await find("bell")).toEqual([
      "action Find a bell",
      "table Bells",
      "channel Bell page",
      "source Bell manual",
    ]);
    expect(await find("fab")).toEqual(["action Find a bell"]);
    expect(await find("bicylce")).toEqual(["bot Bicycle shop", "action Find a bell", "channel Bell page"]);
    expect(await find("bell bicycle")).toEqual(["action Find a bell", "channel Bell page"]);
    const kinds = new Set((await find("raffle")).concat(await find("poll")).map((found) => found.split(" ")[0]));
    expect([...kinds]).toEqual(expect.arrayContaining(["bot", "raffle", "poll"]));
  });

  it("finds the bots that were changed last without words, nothing with punctuation alone, and never a test chat", async () => {
    expect(await find(" ")).toEqual(["bot Poll", "bot Raffle", "bot Bicycle shop"]);
    expect(await find("?!")).toEqual([]);
    expect(await find("test chat")).toEqual([]);
  });

  it("never finds another workspace's things", async () => {
    const own = await findThings(workspace.ctx, { search: "bell" });
    const foreign = await findThings(stranger.ctx, { search: "bell" });
    expect(foreign).toHaveLength(own.length);
    const ids = new Set(own.flatMap(({ id, bot }) => [id, bot?.id]));
    expect(foreign.flatMap(({ id, bot }) => [id, bot?.id]).filter((id) => id && ids.has(id))).toEqual([]);
  });

  it("finds channels only for members who may open them", async () => {
    const { userId } = await makeMember(workspace.workspaceId, "operator");
    const found = await createTestCaller({ userId }).search.things({ search: "bell" });
    expect(found.map(({ kind }) => kind)).toEqual(["action", "table", "source"]);
  });

  it("is limited to six of each kind", async () => {
    const many = await makeWorkspace();
    for (let i = 0; i < 9; i += 1) await createBotWithTestChat(many.ctx, { name: `Shop ${i}`, templateId: null });
    expect(await find("shop", many)).toHaveLength(6);
  });
});
