import { signal, untracked } from "@preact/signals-core";
import { type Child, h } from "../../dom/element.ts";
import { watch } from "../../dom/scope.ts";
import { CLOSE } from "../shell/icons.ts";
import type { ViewContext } from "../view-context.ts";
import { iconButton } from "./buttons.ts";
import { type Answers, type Form, formView } from "./form-view.ts";

/** The place above the composer for one form and one notice at a time. */
export interface Slot {
  node: Child;
  /**
   * Shows a form in place of what is there.
   * @param isUnasked The visitor did not ask for it, so that the focus stays where it is.
   */
  ask(form: Form, isUnasked?: boolean): void;
  /** Shows a sentence that screen readers announce. */
  say(text: string, isFault?: boolean): void;
  /** Waits for a request to the server and shows why it failed. @returns False for a failure. */
  attempt(request: unknown): Promise<boolean>;
}

export function createSlot(context: ViewContext): Slot {
  const { t, announce, focusToWrite } = context;
  const form = signal<Form | null>(null);
  const said = signal<{ text: string; isFault: boolean } | null>(null);
  let node: HTMLFormElement | null = null;

  const close = () => {
    const hadFocus = node?.matches(":focus-within");
    form.value = null;
    if (hadFocus) focusToWrite.current();
  };
  const say: Slot["say"] = (text, isFault = false) => {
    said.value = { text, isFault };
    if (!isFault) announce(text);
  };
  const attempt: Slot["attempt"] = async (request) => {
    try {
      return (await request) !== false;
    } catch (error) {
      say((error as Error).message || t("failed"), true);
      return false;
    }
  };
  const show = (shown: Form) => {
    const send = async (answers: Answers) => {
      const isDone = await attempt((async () => shown.run(answers))());
      if (!isDone || form.peek() !== shown) return;
      close();
      if (shown.done) say(shown.done(answers));
    };
    return formView(context, shown, { send, close });
  };
  const notice = () => {
    if (!said.value) return null;
    const { text, isFault } = said.value;
    const dismiss = iconButton(t("dismiss"), CLOSE, () => {
      said.value = null;
      focusToWrite.current();
    });
    return h("div", { class: "notice", role: isFault && "alert" }, h("p", { dir: "auto" }, text), dismiss);
  };

  watch(() => {
    if (form.value?.isOver?.() && !node?.querySelector("textarea")?.value) close();
  });

  return {
    node: [
      notice,
      () => {
        const shown = form.value;
        return (node = shown && untracked(() => show(shown)));
      },
    ],
    ask(asked, isUnasked) {
      said.value = null;
      form.value = asked;
      // Within an effect, the form is made only after it.
      const focus = () => node?.querySelector<HTMLElement>("input, select, textarea, button")?.focus();
      if (!isUnasked) queueMicrotask(focus);
    },
    say,
    attempt,
  };
}
