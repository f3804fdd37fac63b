import { loadMatcher } from "@/server/scenario/matching/load-matcher";
import type { ScenarioEffects } from "@/server/scenario/run/scenario-input";
import { callScenarioWebhook } from "@/server/scenario/webhooks/call-scenario-webhook";
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
    async rank(_name, scenario, text) {
      const matcher = await loadMatcher(workspaceId, scenario);
      return matcher && { threshold: matcher.threshold, candidates: matcher.rank(text) };
    },
    callWebhook: (_name, call) => callScenarioWebhook(call),
    runAction,
    readVariables: () => readVariables(workspaceId, conversationId),
    loadCampaign: async (_name, botId, language) =>
      loadCampaign(workspaceId, await findCampaign({ workspaceId, isDraft }, botId), language),
    fetchImage: (name, url) => fetchImage({ workspaceId, url, key: turnId && `${turnId}-${name}` }),
  };
}
