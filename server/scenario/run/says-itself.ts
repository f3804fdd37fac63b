import type { ActionDefinition } from "@/server/schemas/action-definition";

/**
 * Whether an action's result is only the note that its last step has sent the customer a message. The note is for a model;
 * a scenario that says results must not say it.
 */
export function saysItself({ steps, returnMode }: ActionDefinition): boolean {
  return returnMode === "last" && steps.at(-1)?.kind === "send_message";
}
