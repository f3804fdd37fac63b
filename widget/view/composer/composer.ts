import { computed, untracked } from "@preact/signals-core";
import { h, icon } from "../../dom/element.ts";
import { watch } from "../../dom/scope.ts";
import { SEND } from "../shell/icons.ts";
import type { Places } from "../shell/places.ts";
import type { ViewContext } from "../view-context.ts";

/** The longest message that the chat endpoint accepts (CONTRACTS §7). */
const MAX_CHARACTERS = 4000;
const COUNT_FROM = 3500;
/** What old browsers report as the key while an input method composes a character. */
const COMPOSING_KEY = 229;

/** The box for messages. Enter sends as soon as the chat is ready, Shift+Enter begins a new line. */
export function composer(context: ViewContext, places: Places): HTMLElement {
  const { client, draft, t } = context;
  const { isWaiting } = draft;
  const isReady = computed(() => client.isReady.value && !draft.isUploading.value);
  const isComplete = computed(() => {
    const { length } = draft.text.value;
    return length <= MAX_CHARACTERS && (draft.text.value.trim() !== "" || draft.files.value.length > 0);
  });

  function send() {
    if (!isComplete.value) return;
    if (!isReady.value || context.isAsked.value) {
      isWaiting.value = true;
      return;
    }
    isWaiting.value = false;
    const [text, files] = [draft.text.value.trim(), draft.files.value];
    draft.text.value = "";
    draft.files.value = [];
    client.send(text, files.length > 0 ? { files } : {});
  }
  watch(() => {
    if (isWaiting.value && isReady.value) untracked(send);
  });

  const box = textBox(context, send, () => {
    isWaiting.value = false;
  });
  return h(
    "div",
    { class: "composer" },
    h(
      "div",
      { class: "column" },
      places.attachments(),
      h(
        "div",
        { class: "writing" },
        places.composerStart(),
        box,
        places.composerEnd(),
        h(
          "button",
          {
            // Frames without the permission to submit forms have chats, too.
            type: "button",
            class: "round",
            "aria-label": t("send"),
            // Not `disabled`: the button would lose the focus, and its message can wait.
            "aria-disabled": () => !(isReady.value && isComplete.value) && "true",
            // The box keeps the focus, so that a phone's keyboard stays.
            on: { mousedown: (event) => event.preventDefault(), click: send },
          },
          icon(SEND),
        ),
      ),
      h("output", { class: "note" }, () => isWaiting.value && t("sendsSoon")),
      h("output", { class: "note" }, () => countText(context)),
    ),
  );
}

function countText({ draft, t }: ViewContext): string {
  const left = MAX_CHARACTERS - draft.text.value.length;
  if (left < 0) return t("charactersOver", { count: -left });
  return left > MAX_CHARACTERS - COUNT_FROM ? "" : t("charactersLeft", { count: left });
}

/** Grows with its text, because a hidden copy of the text (`data-text`) makes its container grow. */
function textBox(context: ViewContext, onSend: () => void, onChange: () => void): HTMLElement {
  const { draft, t } = context;
  const area = h("textarea", {
    rows: 1,
    "aria-label": t("messageLabel"),
    placeholder: t("placeholder"),
    dir: "auto",
    autocomplete: "off",
    enterkeyhint: "send",
    // Password managers would offer to fill the box.
    "data-1p-ignore": true,
    "data-lpignore": "true",
    value: () => draft.text.value,
    on: {
      input() {
        draft.text.value = area.value;
        onChange();
      },
      keydown(event) {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === COMPOSING_KEY) return;
        event.preventDefault();
        onSend();
      },
    },
  });
  context.focusToWrite.current = () => {
    // On a touch screen the keyboard would cover the conversation.
    if (matchMedia("(pointer: fine)").matches) area.focus({ preventScroll: true });
  };
  return h("div", { class: "grows", "data-text": () => draft.text.value }, area);
}
