import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { ScenarioResponse } from "@/server/schemas/scenario/response";

/** `{{name}}`, `{{variables.name}}` or `{{name.path}}` in a text of a scenario. */
export const REFERENCE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** What the references of a text name: conversation variables or built-in values. */
export function referencesOf(text: string): string[] {
  return Array.from(text.matchAll(REFERENCE), ([, written = ""]) => nameOf(written).split(".")[0] ?? "");
}

/** Removes the prefix of `{{variables.name}}`, which means the same as `{{name}}`. */
export function nameOf(written: string): string {
  return written.startsWith("variables.") ? written.slice("variables.".length) : written;
}

/** The names that an interaction's texts refer to, each once, in order. */
export function listReferences(interaction: Interaction): string[] {
  return [...new Set(textsOf(interaction).flatMap(referencesOf))];
}

/** All texts of an interaction in which references are filled in. */
function textsOf({ responses, attributes, menu, silence }: Interaction): string[] {
  return [
    ...responses.flatMap(textsOfResponse),
    ...attributes.flatMap(({ question, invalidText, choices }) => [question, invalidText, ...choices]),
    ...(menu ? [menu.invalidText, ...menu.rows.map(({ text }) => text)] : []),
    ...silence.flatMap(({ effect }) => (effect.type === "text" ? [effect.text] : [])),
  ];
}

function textsOfResponse(response: ScenarioResponse): string[] {
  switch (response.kind) {
    case "text":
      return response.variants;
    case "image":
      return [response.url];
    case "quick_replies":
      return [response.text, ...response.replies.flatMap(({ label, value }) => [label, value])];
    case "buttons":
      return [response.text, ...response.buttons.flatMap(({ label, value }) => [label, value])];
    case "cards":
      return response.cards.flatMap(({ title, subtitle, imageUrl, buttons }) => [
        title,
        subtitle,
        imageUrl,
        ...buttons.flatMap(({ label, value }) => [label, value]),
      ]);
    case "action":
      return Object.values(response.arguments);
    case "person":
      return [response.reason];
    case "go_to":
      return [];
  }
}
