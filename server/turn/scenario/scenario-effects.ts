import { loadMatcher } from "@/server/scenario/matching/load-matcher";
import type { ScenarioActionCall, ScenarioEffects } from "@/server/scenario/run/scenario-input";
import { callScenarioWebhook } from "@/server/scenario/webhooks/call-scenario-webhook";
import { repeatableId } from "@/server/ids";
import type { HostScope } from "../chat/host-scope";
import type { TurnHost } from "../turn-host";
import { fetchImage } from "./fetch-image";
import { findCampaign, loadCampaign } from "./load-campaign";
import { readVariables } from "./read-variables";

/** Performs the effects of a scenario immediately. @param runAction The host's way to run an action. */
export function scenarioEffects(
  {
    workspaceId,
    conversationId,
    turnId,
    messageId,
    isDraft,
  }: Pick<HostScope, "workspaceId" | "conversationId" | "turnId" | "messageId" | "isDraft">,
  runAction: TurnHost["runAction"],
): ScenarioEffects {
  return {
    async rank(_name, scenario, text) {
      const matcher = await loadMatcher(workspaceId, scenario);
      return matcher && { threshold: matcher.threshold, candidates: matcher.rank(text) };
    },
    callWebhook: (_name, call) => callScenarioWebhook(call),
    runAction: (name, call) => runAction(name, { ...call, id: runIdOf(messageId, name, call) }),
    readVariables: () => readVariables(workspaceId, conversationId),
    loadCampaign: async (_name, botId, language) =>
      loadCampaign(workspaceId, await findCampaign({ workspaceId, isDraft }, botId), language),
    fetchImage: (name, url) => fetchImage({ workspaceId, url, key: turnId && `${turnId}-${name}` }),
  };
}

/** A turn that replaces a crashed one plays the scenario again and comes to the same calls, which must be made once. */
function runIdOf(
  messageId: string | null,
  name: string,
  { actionId, arguments: given }: ScenarioActionCall,
): string | undefined {
  if (messageId === null) return undefined;
  return repeatableId("actionRun", [messageId, name, actionId, JSON.stringify(given)]);
}
