import type { Ranked } from "../matching/matcher";

/** What a call of a scenario's webhook is about, for the body of each kind (CONTRACTS §4, §5). */
export interface WebhookCall {
  workspaceId: string;
  botId: string;
  conversationId: string;
  messageId: string;
  webhookId: string;
  /** Names the cause within the message, such as `fulfilment-1`: it is called once, however often the turn is repeated. */
  cause: string;
  interaction: { id: string; name: string };
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
  /** The interaction's own texts, in order. */
  texts: { delay: number; message: string }[];
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

/** A response in the form of a webhook's answer (CONTRACTS §4), checked against its limits. */
export type WebhookResponse =
  | { type: "text"; text: string; delayMs: number }
  | { type: "image"; imageUrl: string }
  | { type: "quickReplies"; title: string; buttons: WebhookButton[] }
  | { type: "cards"; elements: { title: string; subtitle: string; imageUrl: string; buttons: WebhookButton[] }[] }
  | { type: "button"; title: string; buttons: WebhookButton[] }
  /** The id or the name of an interaction. */
  | { type: "goto"; target: string };

export type WebhookButton =
  | { type: "postback"; title: string; value: string }
  | { type: "goto"; title: string; target: string }
  | { type: "url"; title: string; value: string }
  | { type: "phone"; title: string; value: string };
