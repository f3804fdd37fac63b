import { describe, expect, it } from "vitest";
import { makeWorkspace } from "@/db/testing/factories";
import { addAction, askStep, makeBot } from "@/server/bots/testing/asking-bots";
import { getAction, updateAction } from "./draft-actions";
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
});
