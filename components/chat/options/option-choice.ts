import type { Interactive } from "@/server/messages/interactive";

export type QuickReply = NonNullable<Interactive["quick_replies"]>[number];
export type MessageButton = NonNullable<Interactive["buttons"]>[number];
export type MessageCard = NonNullable<Interactive["cards"]>[number];

/** What can be done with the options of a message. */
export interface OptionChoice {
  /** Null if the options are read-only. */
  onChoose: ((option: QuickReply) => void) | null;
  /** True if the conversation has moved on or the chat is not ready. */
  isDisabled: boolean;
  /** The value of the option that the customer chose, if known. */
  chosen: string | null;
}
