/** What the answer of a scenario's webhook says, checked (CONTRACTS §4). */
export interface CheckedAnswer {
  responses: WebhookResponse[];
  attributes: Record<string, unknown>;
  /** Which parts were left out or shortened, and why. */
  notes: string[];
}

/**
 * A response in the form of a webhook's answer (CONTRACTS §4), checked against its limits. In its texts, `{{name}}` stands
 * for a variable, also for one that the same answer sets.
 */
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
