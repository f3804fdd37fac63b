import { expect, it } from "vitest";
import { definitionOf, webhookStep } from "@/server/actions/testing/fixtures";
import { checkDefinition } from "@/server/actions/definition/check-definition";
import { scenarioEffects } from "./scenario-effects";

const definition = checkDefinition(definitionOf([webhookStep("https://shop.example/")]));
const scope = { workspaceId: "ws_1", conversationId: "cnv_1", isDraft: false };

/** The id of the run that a scenario's call gets. */
async function idOf(messageId: string, turnId: string, name: string, order: string): Promise<string> {
  const { runAction } = scenarioEffects({ ...scope, messageId, turnId }, (_name, { id = "new" }) => {
    return Promise.resolve({ runId: id, status: "succeeded", result: "", durationMs: 0 });
  });
  const call = { botId: "bot_1", actionId: "act_1", definition, arguments: { order } };
  return (await runAction(name, call)).runId ?? "";
}

it("scenarioEffects gives a call the same run if another turn of the same message makes it again", async () => {
  const first = await idOf("msg_1", "trn_1", "scenario-action-1", "A-1");
  expect(first).toMatch(/^run_[0-9a-f]{26}$/);
  expect(await idOf("msg_1", "trn_2", "scenario-action-1", "A-1")).toBe(first);
});

it.each([
  ["message", "msg_2", "scenario-action-1", "A-1"],
  ["place in the turn", "msg_1", "scenario-action-2", "A-1"],
  ["arguments", "msg_1", "scenario-action-1", "A-2"],
])("scenarioEffects gives a call with another %s a run of its own", async (_what, messageId, name, order) => {
  const first = await idOf("msg_1", "trn_1", "scenario-action-1", "A-1");
  expect(await idOf(messageId, "trn_1", name, order)).not.toBe(first);
});
