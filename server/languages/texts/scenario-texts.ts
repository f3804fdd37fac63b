import { MAX_QUICK_REPLY_LABEL } from "@/server/messages/interactive";
import { CHOOSE_AGAIN, expectedTexts } from "@/server/scenario/run/expected-texts";
import type { Attribute } from "@/server/schemas/scenario/attribute";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { Menu } from "@/server/schemas/scenario/menu";
import type { ScenarioButton, ScenarioResponse } from "@/server/schemas/scenario/response";
import type { FixedText, TextGroup } from "./fixed-text";

/** The limits of the schemas in `server/schemas/scenario`. */
const TEXT = 4000;
const LABEL = 80;
const TITLE = 200;
const SUBTITLE = 500;

/** The texts that an interaction says. */
export function interactionTexts(interaction: Interaction): FixedText[] {
  const { name: place, role, responses, attributes, menu, silence } = interaction;
  const spoken = groupOf(role);
  return [
    ...responses.flatMap((response) => responseTexts(response, place, spoken)),
    ...attributes.flatMap((attribute) => attributeTexts(attribute, place, spoken)),
    ...(menu ? menuTexts(menu, place) : []),
    ...silence.flatMap(({ effect }) =>
      effect.type === "text" ? [{ group: "reminders" as const, place, text: effect.text, limit: TEXT }] : [],
    ),
  ];
}

/** What the options of an interaction send for the customer, where it differs from their labels. */
export function optionValues({ responses }: Interaction): string[] {
  return responses.flatMap((response) => {
    if (response.kind === "quick_replies") return response.replies.map(({ value }) => value);
    const buttons = response.kind === "buttons" ? response.buttons : [];
    const onCards = response.kind === "cards" ? response.cards.flatMap((card) => card.buttons) : [];
    return [...buttons, ...onCards].map(({ value }) => value);
  });
}

function groupOf(role: Interaction["role"]): TextGroup {
  switch (role) {
    case "welcome":
      return "greeting";
    case "fallback":
      return "fallback";
    case "regular":
      return "interactions";
  }
}

function responseTexts(response: ScenarioResponse, place: string, group: TextGroup): FixedText[] {
  const said = (text: string): FixedText => ({ group, place, text, limit: TEXT });
  switch (response.kind) {
    case "text":
      return response.variants.map(said);
    case "quick_replies":
      return [
        said(response.text),
        ...response.replies.map(({ label }) => optionText(label, place, MAX_QUICK_REPLY_LABEL)),
      ];
    case "buttons":
      return [said(response.text), ...buttonTexts(response.buttons, place)];
    case "cards":
      return response.cards.flatMap(({ title, subtitle, buttons }) => [
        optionText(title, place, TITLE),
        optionText(subtitle, place, SUBTITLE),
        ...buttonTexts(buttons, place),
      ]);
    case "image":
    case "go_to":
    case "person":
    case "action":
      return [];
  }
}

function buttonTexts(buttons: ScenarioButton[], place: string): FixedText[] {
  return buttons.map(({ label }) => optionText(label, place));
}

function optionText(text: string, place: string, limit = LABEL): FixedText {
  return { group: "options", place, text, limit };
}

function attributeTexts(attribute: Attribute, place: string, group: TextGroup): FixedText[] {
  const { question, invalidText, kind, choices } = attribute;
  const corrections = invalidText.trim() === "" ? expectedTexts(attribute) : [invalidText];
  return [
    ...[question, ...corrections].map((text) => ({ group, place, text, limit: TEXT })),
    ...(kind === "choice" ? choices.map((choice) => optionText(choice, place)) : []),
  ];
}

function menuTexts({ rows, invalidText }: Menu, place: string): FixedText[] {
  const asksAgain = invalidText.trim() === "" ? CHOOSE_AGAIN : invalidText;
  return [
    ...rows.map(({ text }) => ({ group: "menus" as const, place, text, limit: LABEL })),
    { group: "menus", place, text: asksAgain, limit: TEXT },
  ];
}
