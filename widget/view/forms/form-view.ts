import { type Child, h } from "../../dom/element.ts";
import type { ViewContext } from "../view-context.ts";
import { onEscape, textButton } from "./buttons.ts";
import { type AskedField, createField, type Field } from "./field.ts";

export type Answers = Record<string, string>;

export interface Form {
  title: string;
  parts: readonly (AskedField | Field | HTMLElement)[];
  /** The text of the button that sends the form. */
  submit: string;
  /** The text of the button that leaves the form, unless it is "Cancel". */
  leave?: string;
  /** Gets the answers by their keys. The form closes unless this rejects or returns false. */
  run(answers: Answers): unknown;
  /** Thanks, or what happens next. */
  done?: (answers: Answers) => string;
  /** Closes the form when it becomes true, unless the visitor has begun to write a comment. */
  isOver?: () => boolean;
}

/** Sends the answers when all of them are allowed, one time at a time. */
export function formView(
  { t }: ViewContext,
  { title, parts, submit, leave = t("cancel") }: Form,
  { send, close }: { send(answers: Answers): Promise<void>; close(): void },
): HTMLFormElement {
  const fields: Field[] = parts.map((part) => {
    if (part instanceof HTMLElement) return { node: part };
    return "node" in part ? part : createField(t, part);
  });
  let isRunning = false;
  const check = async () => {
    const faulty = fields.map((field) => field.check?.()).indexOf(false);
    fields[faulty]?.node.querySelector<HTMLElement>("[aria-invalid]")?.focus();
    if (isRunning || faulty >= 0) return;
    isRunning = true;
    await send(Object.fromEntries([...new FormData(form)].map(([key, value]) => [key, String(value).trim()])));
    isRunning = false;
  };
  // Enter in a field also clicks it. A frame without the permission to submit forms would not submit this one.
  const click = (event: Event) => {
    event.preventDefault();
    void check();
  };
  const content: Child = [
    h("h3", {}, title),
    fields.map(({ node }) => node),
    h("div", { class: "actions" }, textButton(leave, close), h("button", { class: "primary", on: { click } }, submit)),
  ];
  const on = { keydown: (event: KeyboardEvent) => onEscape(event, close) };
  const form = h("form", { class: "slot", novalidate: true, "aria-label": title, on }, content);
  return form;
}
