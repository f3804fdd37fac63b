import { callPerson, PEOPLE_HAVE_IT } from "@/server/conversations/call-person";
import { handOff } from "@/server/conversations/answering/hand-off";
import { setConversationVariables } from "@/server/conversations/set-variables";
import { tagConversation } from "@/server/conversations/tag-conversation";
import { announceEvents } from "@/server/events/publish/announce-events";
import { DomainError } from "@/server/errors";
import type { Interactive } from "@/server/messages/interactive";

/** A call of a standard function (server/schemas/standard-functions.ts) with checked arguments. */
export type StandardCall =
  | { type: "stop_dialogue"; reason: string }
  | { type: "ignore_message" }
  | { type: "tag_dialogue"; tag: string }
  | { type: "call_person"; reason: string }
  | { type: "remember_variable"; name: string; value: string }
  | ShowOptionsCall;

/** A call that the turn itself carries out: the options are sent with its reply. */
export interface ShowOptionsCall {
  type: "show_options";
  /** Sent with the options; empty if the reply has the text. */
  text: string;
  interactive: Interactive;
}

/** A call that changes something outside of the turn. */
export type EffectiveCall = Exclude<StandardCall, ShowOptionsCall>;

/** The conversation that a call is about. */
export interface StandardCallScope {
  workspaceId: string;
  conversationId: string;
  turnId: string;
}

/** Performs a call. Idempotent. Returns the result for the model. */
export async function performStandardCall(scope: StandardCallScope, call: EffectiveCall): Promise<string> {
  try {
    return await perform(scope, call);
  } catch (error) {
    if (error instanceof DomainError) return `This was not done. ${error.message}`;
    throw error;
  }
}

async function perform(scope: StandardCallScope, call: EffectiveCall): Promise<string> {
  const { workspaceId, conversationId, turnId } = scope;
  switch (call.type) {
    case "stop_dialogue":
      await handOff({
        ...scope,
        cause: "action",
        reason: call.reason || "The bot ended its part of the conversation.",
      });
      announceEvents(workspaceId);
      return "Done: you are silent from the customer's next message on. You may say a last sentence now.";
    case "ignore_message":
      return "The message is left without a reply.";
    case "tag_dialogue":
      return `Tagged: ${await tagConversation({ workspaceId, conversationId, tag: call.tag, by: { actor: "bot" } })}. The customer does not see it.`;
    case "call_person":
      await callPerson({
        ...scope,
        reason: call.reason || "The bot called a person.",
        sourceKey: `person-${turnId}`,
      });
      return PEOPLE_HAVE_IT;
    case "remember_variable":
      await setConversationVariables(workspaceId, conversationId, { [call.name]: call.value });
      return `Kept for this conversation: ${call.name} = ${call.value}`;
  }
}
