import { computed } from "@preact/signals-core";
import { type Child, h } from "../../dom/element.ts";
import { onDispose, watch } from "../../dom/scope.ts";
import { senderFace } from "../message/sender.ts";
import type { OpenOptions } from "../options/open-options.ts";
import { optionButton } from "../options/option-button.ts";
import { dots } from "../shell/dots.ts";
import type { ViewContext } from "../view-context.ts";

/** A short pause in writing is not worth a word. */
const TELL_TYPING_MS = 2000;

/** What stands after the last message: quick replies, who is writing, and what went wrong. */
export function afterLog(context: ViewContext, options: OpenOptions): Child {
  return [quickReplies(context, options), writing(context), handedOver(context), fault(context)];
}

function quickReplies(context: ViewContext, options: OpenOptions): Child {
  const { t } = context;
  const id = computed(() => {
    const message = options.quickReplies.value;
    return message && message.state !== "streaming" ? message.id : null;
  });
  return () => {
    if (id.value === null) return null;
    const message = options.quickReplies.peek();
    const replies = message?.interactive?.quick_replies ?? [];
    if (!message) return null;
    context.announce(t("optionsCount", { count: replies.length }));
    return h(
      "div",
      { class: "replies", role: "group", "aria-label": t("suggestedAnswers") },
      replies.map((reply) => optionButton(context, message.id, { ...reply, type: "reply" }, options)),
    );
  };
}

function writing(context: ViewContext): Child {
  const { client, t } = context;
  const who = computed(() => {
    if (client.isPersonTyping.value) return "employee";
    const isGrowing = client.messages.value.some(({ state, text }) => state === "streaming" && text.length > 0);
    return client.answering.value && (!isGrowing || client.answering.value.action !== null) ? "ai" : null;
  });
  watch(() => {
    if (who.value === null) return;
    const timer = setTimeout(() => context.announce(t("writing")), TELL_TYPING_MS);
    onDispose(() => clearTimeout(timer));
  });
  return () => {
    if (who.value === null) return null;
    const { name, photo_url } = client.answeredBy.peek();
    const { face } = senderFace(context, who.value, name === null ? null : { name, photo_url });
    const action = () => client.answering.value?.action;
    return h(
      "div",
      { class: "row", "data-sender": who.value, "data-first": true },
      face,
      h(
        "div",
        { class: "bubble writing-sign" },
        dots(),
        h("bdi", { class: () => (action() ? "" : "hidden") }, () => {
          const name = action();
          return name ? t("working", { action: name }) : t("writing");
        }),
      ),
    );
  };
}

/** Until a colleague has written. */
function handedOver({ client, t }: ViewContext): Child {
  const isAwaited = computed(() => {
    const last = client.messages.value.findLast(({ sender }) => sender !== "customer");
    return client.answeredBy.value.kind === "person" && last?.sender !== "employee";
  });
  return () => isAwaited.value && h("p", { class: "line", role: "status" }, t("personCalled"));
}

function fault({ client, t }: ViewContext): Child {
  const text = computed(() => client.error.value ?? (client.phase.value === "failed" ? client.failure.value : null));
  const retry = () => (client.error.peek() === null ? void client.open() : client.retry());
  return () =>
    text.value !== null &&
    h(
      "div",
      { class: "fault", role: "alert" },
      h("bdi", {}, text.value),
      h("button", { type: "button", class: "option", on: { click: retry } }, t("tryAgain")),
    );
}
