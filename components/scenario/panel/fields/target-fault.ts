import type { Fault } from "@/components/actions/faults/fault";

interface Target {
  type: string;
  interactionId?: string;
  botId?: string;
  webhookId?: string;
}

/** The fault of a redirect whose target is not chosen yet. */
export function targetFault({ type, interactionId, botId, webhookId }: Target, path: string): Fault[] {
  const at = `${path}.to`;
  if (type === "interaction" && !interactionId) return [{ path: at, message: "Choose an interaction." }];
  if (type === "campaign" && !botId) return [{ path: at, message: "Choose a bot." }];
  if (type === "webhook" && !webhookId) return [{ path: at, message: "Choose a webhook." }];
  return [];
}
