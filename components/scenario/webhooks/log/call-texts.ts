import type { ShownCall } from "../webhook-types";

/** The status of a call in words and colours. */
export const callStates = {
  sending: { label: "Under way", tone: "info" },
  sent: { label: "Received", tone: "success" },
  failed: { label: "Failed", tone: "danger" },
} as const;

/** Says what was used of the answer, or null without one. */
export function answerInWords(answer: ShownCall["answer"]): string | null {
  if (!answer) return null;
  const responses = countOf(answer.responses.length, "response");
  const attributes = countOf(Object.keys(answer.attributes).length, "attribute");
  return [`The answer has ${responses} and ${attributes}.`, ...answer.notes].join(" ");
}

/** JSON with line breaks; a text that is not JSON is left as it is. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function countOf(count: number, thing: string): string {
  return `${count === 0 ? "no" : count} ${thing}${count === 1 ? "" : "s"}`;
}
