import { type Child, h } from "../../dom/element.ts";
import type { ViewContext } from "../view-context.ts";
import { linkedText } from "../text/link.ts";
import { senderFace } from "../message/sender.ts";

/** The greeting that the channel shows before the first message, once that one is shown. */
export function greeting(context: ViewContext): Child {
  return () => {
    const text = context.client.session.value?.greeting ?? "";
    if (text === "" || context.client.earlier.value !== null) return null;
    const { face, name } = senderFace(context, "ai", null);
    return h(
      "div",
      { class: "row", "data-sender": "ai", "data-first": true, "data-last": true },
      face,
      h(
        "div",
        { class: "body" },
        h("bdi", { class: "name", "aria-hidden": "true" }, name),
        h("div", { class: "bubble" }, h("p", { class: "typed", dir: "auto" }, h("span", {}, linkedText(text)))),
      ),
    );
  };
}
