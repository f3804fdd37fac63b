import { type Child, h, icon } from "../../dom/element.ts";
import type { Interactive } from "@/server/messages/interactive";
import { CALL, CHECK, OPEN } from "../shell/icons.ts";
import { phoneAddress, safeAddress } from "../text/safe-address.ts";
import type { ViewContext } from "../view-context.ts";
import type { OpenOptions } from "./open-options.ts";

export type Button = NonNullable<Interactive["buttons"]>[number];

/** One option of a message: an answer that the visitor can send, a link to a page, or a phone number. */
export function optionButton(
  { t }: ViewContext,
  messageId: string,
  button: Button,
  { chosen, isOpen, choose }: OpenOptions,
): HTMLElement {
  const label = h("span", { dir: "auto" }, button.label);
  if (button.type === "reply") {
    const isChosen = () => chosen.value.get(messageId)?.value === button.value;
    return h(
      "button",
      {
        type: "button",
        class: "option",
        "data-chosen": isChosen,
        disabled: () => !isOpen(messageId),
        // With the mouse, the focus does not leave the box for messages.
        on: { click: () => choose(messageId, button), mousedown: (event) => event.preventDefault() },
      },
      () => isChosen() && icon(CHECK),
      Boolean(button.keyword) && h("kbd", {}, button.keyword),
      label,
    );
  }
  return optionLink(button, label, t("opensNewTab"));
}

function optionLink({ type, value }: Button, label: HTMLElement, opensNewTab: string): HTMLElement {
  if (type === "phone") {
    const href = phoneAddress(value);
    if (href !== null) return h("a", { class: "option", href }, icon(CALL), label);
  }
  const page = type === "url" ? safeAddress(value) : null;
  if (!page?.isWeb) return h("span", { class: "option" }, label);
  const note: Child = h("span", { class: "hidden" }, ` ${opensNewTab}`);
  const target = { target: "_blank", rel: "noopener noreferrer nofollow" };
  return h("a", { class: "option", href: page.href, ...target }, icon(OPEN), label, note);
}
