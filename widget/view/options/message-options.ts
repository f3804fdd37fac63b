import { type Child, h } from "../../dom/element.ts";
import type { ShownMessage } from "../../client/chat-client.ts";
import type { MayLoad } from "../markdown/show-markdown.ts";
import type { ViewContext } from "../view-context.ts";
import { cardStrip } from "./card-strip.ts";
import type { OpenOptions } from "./open-options.ts";
import { optionButton } from "./option-button.ts";

/** The buttons or cards of a message, which stay below it. Quick replies stand after the last message. */
export function messageOptions(
  context: ViewContext,
  message: ShownMessage,
  options: OpenOptions,
  mayLoad: MayLoad,
): Child {
  const { buttons, cards } = message.interactive ?? {};
  if (cards)
    return cardStrip(context, cards, { mayLoad, button: (it) => optionButton(context, message.id, it, options) });
  if (!buttons) return null;
  return h(
    "div",
    { class: "options", role: "group", "aria-label": context.t("options") },
    buttons.map((button) => optionButton(context, message.id, button, options)),
  );
}
