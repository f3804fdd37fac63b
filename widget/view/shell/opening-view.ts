import { h, icon } from "../../dom/element.ts";
import type { ViewContext } from "../view-context.ts";
import { AGAIN } from "./icons.ts";
import { dots } from "./dots.ts";

/** Stands for the conversation until the chat was opened. There are no texts yet, because they come with the session. */
export function openingView({ client }: ViewContext): HTMLElement {
  return h("div", { class: "opening" }, () => {
    const failure = client.phase.value === "failed" ? (client.failure.value ?? "") : null;
    if (failure === null) return dots();
    return [
      h("p", { role: "alert", dir: "auto" }, failure),
      h(
        "button",
        { type: "button", class: "round", "aria-label": failure, on: { click: () => void client.open() } },
        icon(AGAIN),
      ),
    ];
  });
}
