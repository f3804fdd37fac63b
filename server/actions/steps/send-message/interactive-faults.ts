import type { ErrorDetail } from "@/server/errors";
import { wholeReference } from "../../templates/template";
import { openTemplateFaults } from "../open-template";
import type { StepScope } from "../step-kind";
import type { ButtonTemplate, InteractiveTemplate } from "@/server/schemas/steps/interactive-template";

/** Faults in the templates of options; paths start at the options. */
export function interactiveFaults(template: InteractiveTemplate, scope: StepScope): ErrorDetail[] {
  const { quick_replies = [], buttons = [], cards = [] } = template;
  return [
    ...quick_replies.flatMap((reply, i) => under(["quick_replies", i], textFaults(reply, ["label", "value"], scope))),
    ...buttons.flatMap((button, i) => under(["buttons", i], buttonFaults(button, scope))),
    ...cards.flatMap((card, i) =>
      under(
        ["cards", i],
        [
          ...textFaults(card, ["title", "subtitle"], scope),
          ...addressFaults(card.image_url, "image_url", scope),
          ...card.buttons.flatMap((button, j) => under(["buttons", j], buttonFaults(button, scope))),
        ],
      ),
    ),
  ];
}

function buttonFaults(button: ButtonTemplate, scope: StepScope): ErrorDetail[] {
  if (button.type !== "url") return textFaults(button, ["label", "value"], scope);
  return [...textFaults(button, ["label"], scope), ...addressFaults(button.value, "value", scope)];
}

function textFaults<K extends string>(
  texts: { readonly [key in K]?: string | undefined },
  keys: readonly K[],
  scope: StepScope,
): ErrorDetail[] {
  return keys.flatMap((key) =>
    openTemplateFaults(texts[key] ?? "", scope).map((message) => ({ path: [key], message })),
  );
}

/** A fixed host or a constant. Otherwise the whole address must be one value. */
const ADDRESS_START = /^(?:https?:\/\/[^/?#\\\s{}]|\{\{\s*constants\.)/i;

/** Customers see the address, so it must not contain secrets. */
function addressFaults(address: string | undefined, key: string, scope: StepScope): ErrorDetail[] {
  if (address === undefined || address === "") return [];
  const faults = openTemplateFaults(address, scope);
  if (faults.length === 0 && wholeReference(address) === null && !ADDRESS_START.test(address)) {
    faults.push("Start the address with https://, or give one value that is the whole address.");
  }
  return faults.map((message) => ({ path: [key], message }));
}

function under(path: ErrorDetail["path"], faults: ErrorDetail[]): ErrorDetail[] {
  return faults.map((fault) => ({ ...fault, path: [...path, ...fault.path] }));
}
