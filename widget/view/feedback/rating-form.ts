import { h, icon } from "../../dom/element.ts";
import { watch } from "../../dom/scope.ts";
import type { Field } from "../forms/field.ts";
import type { Slot } from "../forms/slot.ts";
import type { ViewContext } from "../view-context.ts";

const SCORES = [1, 2, 3, 4, 5] as const;
const STAR = "M12 3l2.8 5.8 6.3.9-4.6 4.4 1.1 6.3-5.6-3-5.6 3 1.1-6.3-4.6-4.4 6.3-.9z";

/** Five stars as a group of radio buttons. */
export function stars({ t }: ViewContext): HTMLElement {
  return h(
    "fieldset",
    { class: "stars", "aria-label": t("ratingQuestion") },
    SCORES.map((value) =>
      h(
        "label",
        {},
        h("input", { type: "radio", name: "score", value, "aria-label": t("ratingOf", { score: value }) }),
        icon(STAR),
      ),
    ),
  );
}

/** The stars as a field that must be answered. */
function requiredStars(context: ViewContext): Field {
  const fault = h("small", { class: "wrong", role: "alert" });
  const node = h("div", { class: "field", on: { change: () => fault.replaceChildren() } }, stars(context), fault);
  return {
    node,
    check() {
      const isGiven = node.querySelector(":checked") !== null;
      fault.textContent = isGiven ? "" : context.t("required");
      if (!isGiven) node.querySelector("input")?.focus();
      return isGiven;
    },
  };
}

/** Stores the answer of the stars, if there is one. */
export async function sendScore({ client }: ViewContext, score?: string, comment?: string): Promise<void> {
  const chosen = SCORES.find((each) => String(each) === score);
  if (chosen) await client.rateConversation(chosen, comment);
}

/** Whether the visitor has a conversation to rate. */
export function mayRate({ client }: ViewContext): boolean {
  return Boolean(client.session.value?.features.rating) && client.messages.value.some(isOwn);
}

export function isOwn({ sender }: { sender: string }): boolean {
  return sender === "customer";
}

/** Asks how the conversation was. */
export function askForRating(context: ViewContext, slot: Slot, isUnasked = false): void {
  const { t } = context;
  const form = {
    title: t("ratingQuestion"),
    parts: [requiredStars(context), { key: "comment", type: "comment", label: t("ratingComment") } as const],
    submit: t("ratingSend"),
    leave: t("later"),
    run: ({ score, comment }: Record<string, string>) => sendScore(context, score, comment),
    done: () => t("thanksForFeedback"),
  };
  slot.ask(form, isUnasked);
}

/** Offers the rating when a person gives the conversation back to the bot, or an employee closes it. */
export function offerRating(context: ViewContext, slot: Slot): void {
  const { client } = context;
  let wasWithPerson = false;
  let wasClosed = false;
  watch(() => {
    const [isWithPerson, isClosed] = [client.answeredBy.value.kind === "person", client.isClosed.value];
    const isEnd = (wasWithPerson && !isWithPerson) || (isClosed && !wasClosed);
    [wasWithPerson, wasClosed] = [isWithPerson, isClosed];
    if (isEnd && client.session.peek()?.rating === null && mayRate(context)) askForRating(context, slot, true);
  });
}
