import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { actions } from "@/db/schema/bots";
import { makeWorkspace } from "@/db/testing/factories";
import { addAction, askStep, makeBot } from "@/server/bots/testing/asking-bots";
import { publishBot } from "@/server/bots/publish-bot";
import { createAction, findAction, getAction, updateAction } from "./draft-actions";
import { webhookStep } from "../testing/fixtures";

describe("saving an action", () => {
  it("rejects faults that only the database shows, with their paths", async () => {
    const { ctx } = await makeWorkspace();
    const [botId, stock] = [await makeBot(ctx, "Orders"), await makeBot(ctx, "Stock")];
    const theirs = await makeBot((await makeWorkspace()).ctx, "Theirs");
    const steps = [askStep(stock), webhookStep("https://a.example/x"), askStep(theirs, { name: "other" })];
    const refusal = { code: "invalid", details: [{ path: ["steps", 2, "botId"] }] };
    await expect(addAction(ctx, botId, steps)).rejects.toMatchObject(refusal);

    const actionId = await addAction(ctx, botId, steps.slice(0, 2));
    const { definition } = await getAction(ctx, actionId);
    const changed = { ...definition, steps };
    await expect(updateAction(ctx, { actionId, definition: changed })).rejects.toMatchObject(refusal);
    // Only what is sent is checked: an action can be disabled even if its bots were deleted.
    await updateAction(ctx, { actionId, enabled: false });
    expect(await getAction(ctx, actionId)).toMatchObject({ enabled: false, definition });
  });

  it("refuses the name of a standard function, and an older action that has one is kept but not published again", async () => {
    const { ctx } = await makeWorkspace();
    const botId = await makeBot(ctx, "Orders");
    const actionId = await addAction(ctx, botId, [webhookStep("https://a.example/x")]);
    const { definition } = await getAction(ctx, actionId);
    const clashing = { ...definition, functionName: "show_options" };
    const refusal = { code: "invalid", details: [{ path: ["functionName"] }] };
    await expect(createAction(ctx, { botId, definition: clashing })).rejects.toMatchObject(refusal);
    await expect(updateAction(ctx, { actionId, definition: clashing })).rejects.toMatchObject(refusal);

    const stored = { ...(await findAction(ctx, actionId)).definition, functionName: "show_options" };
    await db.update(actions).set({ definition: stored, functionName: "show_options" }).where(eq(actions.id, actionId));
    await updateAction(ctx, { actionId, enabled: false });
    await updateAction(ctx, { actionId, enabled: true });
    await expect(publishBot(ctx, botId)).rejects.toMatchObject({ code: "conflict" });
    await updateAction(ctx, { actionId, definition });
    await publishBot(ctx, botId);
    expect(await getAction(ctx, actionId)).toMatchObject({ definition: { functionName: definition.functionName } });
  });
});
