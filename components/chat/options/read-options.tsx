import type { Interactive } from "@/server/messages/interactive";
import { MessageOptions } from "./message-options";
import { QuickReplies } from "./quick-replies";

interface ReadOptionsProps {
  interactive: Interactive;
  /** The value of the option that the customer chose; null if unknown. */
  chosen: string | null;
  /** The side that their message is on. */
  side: "left" | "right";
}

/** The options that a message offered to the customer, read-only for employees. */
export function ReadOptions({ interactive, chosen, side }: ReadOptionsProps) {
  const choice = { onChoose: null, isDisabled: true, chosen };
  const { quick_replies: quickReplies } = interactive;
  if (quickReplies) return <QuickReplies options={quickReplies} choice={choice} side={side} />;
  return <MessageOptions interactive={interactive} choice={choice} side={side} />;
}
