import type { ScenarioEffects } from "@/server/scenario/run/scenario-input";
import type { WebhookCall, WebhookOutcome } from "@/server/scenario/webhooks/webhook-call";
import type { HostScope } from "../chat/host-scope";
import { fetchImage } from "./fetch-image";
import { findCampaign, loadCampaign } from "./load-campaign";
import { readVariables } from "./read-variables";

/** Performs the effects of a scenario immediately. @param runAction The host's way to run an action. */
export function scenarioEffects(
  {
    workspaceId,
    conversationId,
    turnId,
    isDraft,
  }: Pick<HostScope, "workspaceId" | "conversationId" | "turnId" | "isDraft">,
  runAction: ScenarioEffects["runAction"],
): ScenarioEffects {
  return {
    rank: () => Promise.resolve(null),
    callWebhook: (_name, call) => Promise.resolve(notCalled(call)),
    runAction,
    readVariables: () => readVariables(workspaceId, conversationId),
    loadCampaign: async (_name, botId) =>
      loadCampaign(workspaceId, await findCampaign({ workspaceId, isDraft }, botId)),
    fetchImage: (name, url) => fetchImage({ workspaceId, url, key: turnId && `${turnId}-${name}` }),
  };
}

function notCalled({ webhookId }: WebhookCall): WebhookOutcome {
  const result = `The webhook ${webhookId} was not called, because this version of Parley cannot call it.`;
  return {
    callId: "",
    name: "",
    status: "failed",
    result,
    durationMs: 0,
    responses: [],
    attributes: {},
    closingText: "",
  };
}
