import type { ReadonlySignal } from "@preact/signals-core";
import type { ShownMessage } from "../../client/chat-client.ts";
import { type Child, h, icon } from "../../dom/element.ts";
import type { Slot } from "../forms/slot.ts";
import type { ViewContext } from "../view-context.ts";
import { isOwn } from "./rating-form.ts";

const THUMB = "M7 11v9H4v-9zM7 11l4-7a2 2 0 0 1 2 2v3h5a2 2 0 0 1 2 2.3l-1 6a2 2 0 0 1-2 1.7H7";

/** Thumbs below an answer of the bot: one click rates, the same click takes it back. */
export function messageFeedback(context: ViewContext, slot: Slot, message: ReadonlySignal<ShownMessage>): Child {
  const { client, t, announce } = context;
  const { id } = message.peek();
  const newest = () => client.messages.value.findLast((other) => !isOwn(other))?.id;
  const askWhy = (answer: string) => {
    const before = newest();
    slot.ask({
      title: t("thanksForFeedback"),
      parts: [
        // Which answer it is about, if more of them follow.
        h("small", { class: "quote", dir: "auto" }, answer),
        { key: "comment", type: "comment", label: t("feedbackComment") },
      ],
      submit: t("send"),
      leave: t("later"),
      run: ({ comment }) => comment && client.rateMessage(id, "negative", comment),
      isOver: () => newest() !== before,
    });
  };
  const thumb = (rating: "positive" | "negative", label: string) => {
    const isPressed = () => message.value.rating === rating;
    const click = async () => {
      const isGiven = !isPressed();
      if (!(await slot.attempt(client.rateMessage(id, isGiven ? rating : null))) || !isGiven) return;
      if (rating === "negative") askWhy(button.closest(".body")?.querySelector(".text")?.textContent ?? "");
      else announce(t("thanksForFeedback"));
    };
    const pressed = () => String(isPressed());
    const button = h(
      "button",
      { type: "button", class: `thumb ${rating}`, "aria-label": label, "aria-pressed": pressed, on: { click } },
      icon(THUMB),
    );
    return button;
  };
  // Greetings are no answers, and the server does not know them before the first message.
  const isAnswer = () => isOwn(client.messages.value.find((other) => isOwn(other) || other.id === id) ?? message.value);
  return () =>
    isAnswer() && h("div", { class: "thumbs" }, thumb("positive", t("goodAnswer")), thumb("negative", t("badAnswer")));
}
