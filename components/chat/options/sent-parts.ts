import type { TappedChoice } from "@/server/messages/interactive";
import type { ShownMessage } from "../shown-message";

/**
 * The parts of a visitor's message: its text and the option that was tapped, which stay together when it is sent again.
 */
export function sentParts(text: string, choice?: TappedChoice): ShownMessage["parts"] {
  return [{ type: "text", text }, ...(choice ? [{ type: "data-choice" as const, data: choice }] : [])];
}
