import { interactive, type Interactive, type InteractiveInput } from "@/server/messages/interactive";
import { StepFault } from "../../step-fault";
import { renderUrl } from "../../templates/render-url";
import { renderText, wholeReference, type TemplateValues } from "../../templates/template";
import type { ButtonTemplate, InteractiveTemplate } from "@/server/schemas/steps/interactive-template";

/**
 * Renders the options of a message and checks the result against the limits of messages.
 * @throws StepFault that names the option and the limit.
 */
export function renderInteractive(template: InteractiveTemplate, values: TemplateValues): Interactive {
  const text = (part: string) => renderText(part, values);
  const optional = (part: string | undefined) => text(part ?? "").trim() || undefined;
  const button = (given: ButtonTemplate) => {
    const label = text(given.label);
    switch (given.type) {
      case "reply":
        return { label, type: given.type, value: optional(given.value) };
      case "url":
        return { label, type: given.type, value: renderAddress(given.value, values) };
      case "phone":
        return { label, type: given.type, value: text(given.value) };
    }
  };
  const filled: InteractiveInput = {
    quick_replies: template.quick_replies?.map(({ label, value }) => ({ label: text(label), value: optional(value) })),
    buttons: template.buttons?.map(button),
    cards: template.cards?.map(({ title, subtitle, image_url, buttons }) => ({
      title: text(title),
      subtitle: optional(subtitle),
      image_url: (image_url && renderAddress(image_url, values)) || undefined,
      buttons: buttons.map(button),
    })),
  };
  const checked = interactive.safeParse(filled);
  if (checked.success) return checked.data;
  const faults = checked.error.issues.map(({ path, message }) => `${placeInWords(path)}: ${message}`);
  throw new StepFault(["The options cannot be sent.", ...faults].join("\n"));
}

/** A value may be the whole address; a value that is part of it is percent-encoded. */
function renderAddress(template: string, values: TemplateValues): string {
  return wholeReference(template) === null ? renderUrl(template, [], values) : renderText(template, values).trim();
}

const words: Record<string, string> = { quick_replies: "quick reply", buttons: "button", cards: "card" };

/** `["cards", 0, "buttons", 1, "value"]` → "card 1, button 2, value". */
function placeInWords(path: PropertyKey[]): string {
  return path
    .flatMap((key, i) => {
      if (typeof key === "number") return [];
      const index = path[i + 1];
      const name = words[String(key)] ?? String(key);
      return typeof index === "number" ? `${name} ${index + 1}` : name;
    })
    .join(", ");
}
