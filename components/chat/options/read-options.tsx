import type { Interactive } from "@/server/messages/interactive";
import { MessageOptions } from "./message-options";
import { QuickReplies } from "./quick-replies";

interface ReadOptionsProps {
  interactive: Interactive;
  /** The value of the option that the customer chose; null: none, as far as is known. */
  chosen: string | null;
  /** Where their message stands. */
  side: "left" | "right";
}

/** What a message offered its customer, for employees to read. */
export function ReadOptions({ interactive, chosen, side }: ReadOptionsProps) {
  const choice = { onChoose: null, isDisabled: true, chosen };
  const { quick_replies: quickReplies } = interactive;
  if (quickReplies) return <QuickReplies options={quickReplies} choice={choice} side={side} />;
  return <MessageOptions interactive={interactive} choice={choice} images="linked" side={side} />;
}
