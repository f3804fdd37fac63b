import { computed, type ReadonlySignal, untracked } from "@preact/signals-core";
import { type Child, h } from "../../dom/element.ts";
import type { LogRow } from "../log/log-rows.ts";
import { dayText, timeText } from "../log/times.ts";
import { chosenOption } from "../options/chosen-option.ts";
import { messageOptions } from "../options/message-options.ts";
import type { OpenOptions } from "../options/open-options.ts";
import type { Places } from "../shell/places.ts";
import type { ViewContext } from "../view-context.ts";
import { messageFile } from "./message-file.ts";
import { messageText } from "./message-text.ts";
import { senderFace } from "./sender.ts";

interface RowParts {
  options: OpenOptions;
  belowAnswer: Places["belowAnswer"];
}

/** One message with everything that belongs to it. */
export function messageRow(context: ViewContext, row: ReadonlySignal<LogRow>, parts: RowParts): HTMLElement {
  const { client, t } = context;
  const { message: first } = row.peek();
  const message = () => row.value.message;
  const isComplete = computed(() => message().state === "stored");
  const language = client.session.peek()?.language ?? "en";
  const isOwn = first.sender === "customer";
  const sender = first.sender === "customer" ? null : senderFace(context, first.sender, first.author);
  const images = client.session.peek()?.image_hosts ?? [];
  const isAllowed = (url: string) => images.includes(URL.parse(url)?.host ?? "");
  const says = isOwn ? t("saysYou") : t(first.sender === "ai" ? "saysBot" : "saysPerson", { name: sender?.name ?? "" });
  return h(
    "div",
    {
      class: "row",
      tabindex: -1,
      "data-sender": first.sender,
      "data-state": () => message().state,
      "data-first": () => row.value.isFirst,
      "data-last": () => row.value.isLast,
    },
    () => row.value.isNewDay && h("p", { class: "line" }, h("time", {}, dayText(message().at, language))),
    () => row.value.isNew && h("p", { class: "line new" }, t("newMessages")),
    sender?.face,
    h(
      "div",
      { class: "body" },
      sender && h("bdi", { class: "name", "aria-hidden": "true" }, sender.name),
      h(
        "div",
        { class: "bubble", hidden: () => message().text.length === 0 },
        h("span", { class: "hidden" }, `${says} `),
        messageText(message, isAllowed),
      ),
      first.files.map((file) => messageFile(context, file, says)),
      messageOptions(context, first, parts.options, (url) => !first.isByModel || isAllowed(url)),
      isOwn && (() => chosenOption(parts.options.chosen.value.get(first.id), message())),
      h("span", { class: "note" }, () => stateNote(row.value, language, t)),
      first.sender === "ai" && (() => isComplete.value && untracked(() => parts.belowAnswer(computed(message)))),
    ),
  );
}

/** The time of a group, and whether an own message has arrived. */
function stateNote({ message, isLast }: LogRow, language: string, t: ViewContext["t"]): Child {
  if (message.state === "unsent") return h("span", { class: "unsent" }, t("notSent"));
  if (message.state === "sending") return h("span", { class: "late" }, t("sending"));
  return isLast && message.state === "stored" && h("time", { datetime: message.at }, timeText(message.at, language));
}
