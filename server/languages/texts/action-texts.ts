import { MAX_QUICK_REPLY_LABEL } from "@/server/messages/interactive";
import type { ActionDefinition, ActionStep } from "@/server/schemas/action-definition";
import type { ButtonTemplate, InteractiveTemplate } from "@/server/schemas/steps/interactive-template";
import type { FixedText, TextGroup } from "./fixed-text";
import { addedPlaceholders, hasPlaceholders } from "./placeholders";

/** The limits of `server/schemas/steps`; those of a label, a title and a subtitle hold after values are filled in. */
const TEXT = 20_000;
const TEMPLATE = 2000;
const LABEL = 80;
const TITLE = 200;
const SUBTITLE = 500;

/** The texts that the steps of an action send to the customer. */
export function actionTexts({ name: place, steps }: ActionDefinition): FixedText[] {
  const named = (group: TextGroup, text: string, limit: number): FixedText => ({ group, place, text, limit });
  const option = (text: string, limit = LABEL) => named("options", text, hasPlaceholders(text) ? TEMPLATE : limit);
  return steps.filter(sendsText).flatMap(({ content: { text, interactive } }) => {
    const { quick_replies = [], buttons = [], cards = [] } = interactive ?? {};
    return [
      named("actions", text, TEXT),
      ...quick_replies.map(({ label }) => option(label, MAX_QUICK_REPLY_LABEL)),
      ...buttons.map(({ label }) => option(label)),
      ...cards.flatMap((card) => [
        option(card.title, TITLE),
        option(card.subtitle ?? "", SUBTITLE),
        ...card.buttons.map(({ label }) => option(label)),
      ]),
    ];
  });
}

/** What the options of an action send for the customer, where it differs from their labels. */
export function actionValues({ steps }: ActionDefinition): string[] {
  return steps.filter(sendsText).flatMap(({ content: { interactive } }) => {
    const { quick_replies = [], buttons = [], cards = [] } = interactive ?? {};
    const options = [...quick_replies, ...buttons, ...cards.flatMap((card) => card.buttons)];
    return options.flatMap(({ value = "" }) => (value === "" ? [] : [value]));
  });
}

/** An action that sends its texts in another language. The values of its options stay as they were written. */
export function translateAction(
  definition: ActionDefinition,
  translations: ReadonlyMap<string, string>,
): ActionDefinition {
  if (translations.size === 0) return definition;
  const translated = (text: string) => usable(text, translations.get(text));
  const steps = definition.steps.map((step): ActionStep => {
    if (!sendsText(step)) return step;
    const { content } = step;
    const interactive = content.interactive && translateOptions(content.interactive, translated);
    const text = translated(content.text);
    return { ...step, content: { ...content, text, ...(interactive && { interactive }) } };
  });
  return { ...definition, steps };
}

/** A translation must not say what its original does not, such as a secret constant. */
function usable(text: string, translation: string | undefined): string {
  return translation === undefined || addedPlaceholders(text, translation).length > 0 ? text : translation;
}

type TextStep = Extract<ActionStep, { kind: "send_message" }> & { content: { type: "text" } };

function sendsText(step: ActionStep): step is TextStep {
  return step.kind === "send_message" && step.content.type === "text";
}

function translateOptions(
  { quick_replies: replies, buttons, cards }: InteractiveTemplate,
  translated: (text: string) => string,
): InteractiveTemplate {
  const button = (one: ButtonTemplate): ButtonTemplate => {
    const label = translated(one.label);
    return one.type === "reply" ? { ...one, label, value: one.value || one.label } : { ...one, label };
  };
  return {
    ...(replies && {
      quick_replies: replies.map(({ label, value }) => ({ label: translated(label), value: value || label })),
    }),
    ...(buttons && { buttons: buttons.map(button) }),
    ...(cards && {
      cards: cards.map((card) => ({
        ...card,
        title: translated(card.title),
        ...(card.subtitle !== undefined && { subtitle: translated(card.subtitle) }),
        buttons: card.buttons.map(button),
      })),
    }),
  };
}
