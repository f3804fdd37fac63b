import { untracked } from "@preact/signals-core";
import { h } from "../../dom/element.ts";
import { watch } from "../../dom/scope.ts";
import { markdownView } from "../markdown/markdown-view.ts";
import type { ViewContext } from "../view-context.ts";
import type { Slot } from "./slot.ts";

/** Runs a function now, or once the visitor has consented and answered the questions before the chat. */
export type FirstMessageGate = (run: () => void) => void;

export function createFirstMessageGate({ client, draft, t, isAsked }: ViewContext, slot: Slot): FirstMessageGate {
  const whenAllowed: FirstMessageGate = (run) => {
    if (!isAsked.peek()) return run();
    const { consent, contact } = client.missing.peek();
    slot.ask({
      title: t("preChatTitle"),
      parts: [...contact, ...(consent ? [consentText(t("consent"))] : [])],
      submit: t(consent ? "consentAccept" : "preChatStart"),
      run(answers) {
        if (consent) client.giveConsent();
        if (contact.length > 0) client.giveContact(answers);
        run();
      },
    });
  };
  // The text stays in the composer while the form is shown.
  watch(() => {
    if (!draft.isWaiting.value || !isAsked.value) return;
    untracked(() => {
      draft.isWaiting.value = false;
      whenAllowed(() => (draft.isWaiting.value = true));
    });
  });
  return whenAllowed;
}

/** With its links. */
function consentText(text: string): HTMLElement {
  const { element, update } = markdownView(() => false);
  update(text, false);
  return h("div", { class: "consent" }, element);
}
