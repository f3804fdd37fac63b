import type { WebhookResponse } from "@/server/schemas/scenario/webhook-answer";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { Ranked } from "../matching/matcher";

export type { WebhookButton, WebhookResponse } from "@/server/schemas/scenario/webhook-answer";

/** What a call of a scenario's webhook is about, for the body of each kind (CONTRACTS §4, §5). */
export interface WebhookCall {
  workspaceId: string;
  botId: string;
  conversationId: string;
  messageId: string;
  webhookId: string;
  /**
   * Names the cause within the message, such as `fulfilment-1`: it is called once, however often the turn is repeated. A
   * turn that answers something else than the message, such as the customer's silence, must add the id of that.
   */
  cause: string;
  interaction: { id: string; name: string; role?: Interaction["role"] };
  about: FulfilmentCall | OptionChosen | DataGiven;
}

/** An interaction with a fulfilment webhook matched. */
export interface FulfilmentCall {
  kind: "fulfilment";
  /** The customer's words. */
  query: string;
  /** The interaction's score, 1 if it was not matched by likeness, and the runners-up. */
  score: number;
  candidates: Ranked[];
  /** Values that this interaction collected, and all variables of the conversation. */
  parameters: Record<string, unknown>;
  variables: Record<string, unknown>;
  /** The interaction's own texts, in order; `delay` in milliseconds. */
  texts: { delay: number; message: string }[];
  /** The bot's threshold from 0 to 1. Absent if no phrases were compared. */
  threshold?: number;
  /** How many answers of the customer the interaction waits for at most, in its menu. Absent without one. */
  lifespan?: number;
  /** Whether the interaction asks for a value that the customer did not give. */
  incomplete?: boolean;
  /** The interactions in whose menus the customer is, oldest first, without this one. */
  contexts?: { id: string; name: string }[];
}

/** A row with a campaign webhook was chosen. */
export interface OptionChosen {
  kind: "option";
  text: string;
  /** The row's place in its menu, from 1. */
  number: number;
}

/** The customer answered a row that redirects to a webhook. */
export interface DataGiven {
  kind: "data";
  response: string;
}

/** What the turn uses of a webhook's answer. */
export interface WebhookOutcome {
  /** Empty if nothing was called, because the webhook was deleted. */
  callId: string;
  name: string;
  status: "sent" | "failed";
  /** In words for the trace: what was used, or which limit was broken. */
  result: string;
  durationMs: number;
  /** The checked responses of the answer, in the scenario's own form. */
  responses: WebhookResponse[];
  /** Values to set as conversation variables. */
  attributes: Record<string, unknown>;
  /** To send when the call failed (fulfilment), or when data was received without another answer (campaign). */
  closingText: string;
}
