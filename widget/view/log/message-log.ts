import { computed, signal } from "@preact/signals-core";
import type { ShownMessage } from "../../client/chat-client.ts";
import { h, icon, list } from "../../dom/element.ts";
import { watch } from "../../dom/scope.ts";
import { messageRow } from "../message/message-row.ts";
import { afterLog } from "./after-log.ts";
import { earlierMessages } from "./earlier-messages.ts";
import { DOWN } from "../shell/icons.ts";
import type { Places } from "../shell/places.ts";
import type { ViewContext } from "../view-context.ts";
import { openOptions } from "../options/open-options.ts";
import { followEnd } from "./follow-end.ts";
import { greeting } from "./greeting.ts";
import { logRows } from "./log-rows.ts";
import { unreadLine } from "./unread-line.ts";

/** The conversation. Screen readers hear each message once, when it is complete. */
export function messageLog(context: ViewContext, belowAnswer: Places["belowAnswer"]): HTMLElement {
  const { client, t } = context;
  const newFrom = signal<string | null>(null);
  const rows = computed(() => logRows(client.messages.value, newFrom.value));
  const options = openOptions(context);
  const shownRows = (part: ReturnType<typeof partOf>) =>
    list(
      () => rows.value.filter(({ message }) => partOf(message) === part),
      ({ message }) => message.id,
      (row) => messageRow(context, row, { options, belowAnswer }),
    );
  const scroller = h("div", { class: "scroller", tabindex: 0, role: "group", "aria-label": t("conversation") });
  const content = h(
    "div",
    { class: "column" },
    earlierMessages(context, scroller),
    h(
      "div",
      { role: "log", "aria-live": "polite", "aria-label": t("conversation") },
      greeting(context),
      // Additions to the log are read aloud, but not a page of earlier messages.
      h("div", { "aria-live": "off" }, shownRows("earlier")),
      shownRows("stored"),
    ),
    // Outside of the log: a text that grows would be read again and again.
    h("div", { "aria-busy": "true", "aria-live": "off" }, shownRows("streaming")),
    afterLog(context, options),
  );
  scroller.append(content);
  const end = followEnd(scroller, content);
  const unread = unreadLine(context, end.isAtEnd);
  watch(() => {
    newFrom.value = unread.value;
  });
  const lastOwn = computed(
    () => client.messages.value.findLast(({ sender, isEarlier }) => sender === "customer" && !isEarlier)?.id,
  );
  watch(() => {
    if (lastOwn.value !== undefined) end.go();
  });
  return h(
    "div",
    { class: "log" },
    scroller,
    () =>
      !end.isAtEnd.value &&
      h(
        "button",
        { type: "button", class: "jump", "data-new": () => newFrom.value !== null, on: { click: () => end.go() } },
        icon(DOWN),
        h("span", { class: () => (newFrom.value === null ? "hidden" : "") }, t("newMessages")),
      ),
  );
}

/** The part of the log that a message is in. */
function partOf({ isEarlier, state }: ShownMessage): "earlier" | "streaming" | "stored" {
  if (isEarlier) return "earlier";
  return state === "streaming" ? state : "stored";
}
