import { interactive, MAX_QUICK_REPLY_LABEL, type Interactive } from "@/server/messages/interactive";
import type { ScenarioButton, ScenarioResponse } from "@/server/schemas/scenario/response";
import type { ScenarioState } from "@/server/schemas/scenario/scenario-state";
import type { WebhookButton, WebhookResponse } from "../webhooks/webhook-call";
import { optionLabel } from "./show-menu";
import type { Wording } from "./wording";

export type Offer = ScenarioState["offers"][number];

/** A message with options, and the options that lead to an interaction. */
export interface OptionsMessage {
  text: string;
  interactive: Interactive | null;
  offers: Offer[];
}

type WithOptions = Extract<ScenarioResponse, { kind: "quick_replies" | "buttons" | "cards" }>;

/**
 * Composes a response that shows options. Options that are not valid after their values are filled in, such as a link
 * without an address, are left out.
 */
export function composeOptions(response: WithOptions, wording: Wording): OptionsMessage {
  const { shown, original } = wording;
  switch (response.kind) {
    case "quick_replies":
      return quickReplies(
        shown(response.text),
        response.replies.map((reply) => filledReply(reply, wording, MAX_QUICK_REPLY_LABEL)),
      );
    case "buttons":
      return buttons(
        shown(response.text),
        response.buttons.map((button) => filledButton(button, wording)),
      );
    case "cards":
      return cards(
        response.cards.map(({ title, subtitle, imageUrl, buttons: own }) => ({
          title: shown(title),
          subtitle: shown(subtitle),
          imageUrl: original(imageUrl),
          buttons: own.map((button) => filledButton(button, wording)),
        })),
      );
  }
}

type WebhookOptions = Extract<WebhookResponse, { type: "quickReplies" | "button" | "cards" }>;

/**
 * Composes the options of a webhook's answer.
 * @param find Returns the interaction that a target names, or undefined.
 */
export function composeWebhookOptions(
  response: WebhookOptions,
  find: (target: string) => string | undefined,
): OptionsMessage {
  const filled = (button: WebhookButton) => webhookButton(button, find);
  switch (response.type) {
    case "quickReplies": {
      const options = response.buttons.map(filled);
      const fits = options.every(({ type, label }) => type === "reply" && label.length <= MAX_QUICK_REPLY_LABEL);
      return fits ? quickReplies(response.title, options) : buttons(response.title, options);
    }
    case "button":
      return buttons(response.title, response.buttons.map(filled));
    case "cards":
      return cards(response.elements.map(({ buttons: own, ...card }) => ({ ...card, buttons: own.map(filled) })));
  }
}

interface FilledButton {
  type: "reply" | "url" | "phone";
  label: string;
  value: string;
  goTo: string | null;
  /** The label as its author wrote it, if the customer sees a translation. */
  original?: string;
}

/** The value is the same in all languages, so that it is matched in the same way. */
function filledReply(
  { label, value, goTo }: { label: string; value: string; goTo: string | null },
  { shown, original }: Wording,
  most?: number,
): FilledButton {
  const written = optionLabel(original(label), most);
  const read = optionLabel(shown(label), most);
  const reply = { type: "reply" as const, label: read, value: original(value).trim() || written, goTo };
  return read === written ? reply : { ...reply, original: written };
}

function filledButton(button: ScenarioButton, wording: Wording): FilledButton {
  if (button.type === "reply") return filledReply(button, wording);
  return {
    type: button.type,
    label: optionLabel(wording.shown(button.label)),
    value: wording.original(button.value).trim(),
    goTo: null,
  };
}

function webhookButton(button: WebhookButton, find: (target: string) => string | undefined): FilledButton {
  const label = optionLabel(button.title);
  switch (button.type) {
    case "postback":
      return { type: "reply", label, value: button.value || label, goTo: null };
    case "goto":
      return { type: "reply", label, value: label, goTo: find(button.target) ?? null };
    case "url":
    case "phone":
      return { type: button.type, label, value: button.value, goTo: null };
  }
}

function quickReplies(text: string, replies: FilledButton[]): OptionsMessage {
  return message(
    text,
    {
      quick_replies: replies
        .map(({ label, value }) => ({ label, value }))
        .filter((one) => isValid({ quick_replies: [one] })),
    },
    replies,
  );
}

function buttons(text: string, all: FilledButton[]): OptionsMessage {
  return message(text, { buttons: validButtons(all) }, all);
}

function cards(all: { title: string; subtitle: string; imageUrl: string; buttons: FilledButton[] }[]): OptionsMessage {
  const shown = all.map(({ title, subtitle, imageUrl, buttons: own }) => {
    const image = { image_url: imageUrl.trim() };
    return {
      title: optionLabel(title, 200) || "-",
      ...(subtitle.trim() !== "" && { subtitle: optionLabel(subtitle, 500) }),
      ...(isValid({ cards: [{ title: "-", ...image }] }) && image),
      buttons: validButtons(own),
    };
  });
  return message(
    "",
    { cards: shown },
    all.flatMap((card) => card.buttons),
  );
}

function validButtons(all: FilledButton[]) {
  return all
    .map(({ type, label, value }) => ({ type, label, value }))
    .filter((button) => isValid({ buttons: [button] }));
}

function isValid(options: unknown): boolean {
  return interactive.safeParse(options).success;
}

function message(text: string, options: unknown, all: FilledButton[]): OptionsMessage {
  const checked = interactive.safeParse(options);
  const offers = all.flatMap(({ type, label, value, goTo, original }) =>
    type === "reply" && goTo !== null
      ? [{ label, value, interactionId: goTo, ...(original !== undefined && { original }) }]
      : [],
  );
  return { text, interactive: checked.success ? checked.data : null, offers: checked.success ? offers : [] };
}
