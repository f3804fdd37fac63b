import type { Interactive } from "@/server/messages/interactive";

/** An option that sends an answer for the visitor. */
export interface Option {
  label: string;
  value: string;
  /** What may be typed for it; empty for nothing, absent for its number. */
  keyword?: string | undefined;
}

/** The options of a message, in the order of their numbers. */
export function optionsOf({ quick_replies = [], buttons = [], cards = [] }: Interactive): Option[] {
  const all = [...buttons, ...cards.flatMap((card) => card.buttons)];
  return [...quick_replies, ...all.filter(({ type }) => type === "reply")];
}
