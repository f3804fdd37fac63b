import { computed, signal } from "@preact/signals-core";
import { h, icon, list } from "../../dom/element.ts";
import { watch } from "../../dom/scope.ts";
import { messageRow } from "../message/message-row.ts";
import { afterLog } from "./after-log.ts";
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
  const shownRows = (isStreaming: boolean) =>
    list(
      () => rows.value.filter(({ message }) => (message.state === "streaming") === isStreaming),
      ({ message }) => message.id,
      (row) => messageRow(context, row, { options, belowAnswer }),
    );
  const content = h(
    "div",
    { class: "column" },
    h(
      "div",
      { role: "log", "aria-live": "polite", "aria-label": t("conversation"), class: "rows" },
      greeting(context),
      shownRows(false),
    ),
    // Outside of the log, whose additions are read aloud: a text that grows would be read again and again.
    h("div", { class: "rows", "aria-busy": "true", "aria-live": "off" }, shownRows(true)),
    afterLog(context, options),
  );
  const scroller = h(
    "div",
    { class: "scroller", tabindex: 0, role: "group", "aria-label": t("conversation") },
    content,
  );
  const end = followEnd(scroller, content);
  const unread = unreadLine(context, end.isAtEnd);
  watch(() => {
    newFrom.value = unread.value;
  });
  const lastOwn = computed(() => client.messages.value.findLast(({ sender }) => sender === "customer")?.id);
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
