import { computed, signal } from "@preact/signals-core";
import { type Child, h } from "../../dom/element.ts";
import { listen } from "../../dom/scope.ts";
import { dots } from "../shell/dots.ts";
import type { ViewContext } from "../view-context.ts";

/** This near to the beginning, the messages before it load by themselves. */
const NEAR_START_PX = 100;

/** The button at the beginning of the conversation that loads earlier messages. */
export function earlierMessages({ client, t }: ViewContext, scroller: HTMLElement): Child {
  const hasEarlier = computed(() => client.earlier.value !== null);
  const isLoading = signal(false);
  const failure = signal<string | null>(null);
  async function load() {
    if (isLoading.peek()) return;
    isLoading.value = true;
    failure.value = null;
    try {
      const show = await client.loadEarlier();
      keepPlace(scroller, show);
    } catch (error) {
      failure.value = (error as Error).message;
    }
    isLoading.value = false;
  }
  listen(scroller, "scroll", () => {
    // After a failure, only the button tries again.
    if (scroller.scrollTop < NEAR_START_PX && hasEarlier.peek() && failure.peek() === null) void load();
  });
  return () =>
    hasEarlier.value &&
    h(
      "div",
      { class: "line" },
      h("button", { type: "button", class: "quiet", "aria-label": t("loadEarlier"), on: { click: load } }, () =>
        isLoading.value ? dots() : t("loadEarlier"),
      ),
      h("p", { class: "wrong", role: "alert", dir: "auto" }, () => failure.value),
    );
}

/** Adds messages above those that are read, which stay where they are. The focus of the button moves to them. */
function keepPlace(scroller: HTMLElement, add: () => void): void {
  const isFocused = scroller.querySelector(".line :focus") !== null;
  const first = scroller.querySelector<HTMLElement>(".row");
  const below = scroller.scrollHeight - scroller.scrollTop;
  add();
  scroller.scrollTop = scroller.scrollHeight - below;
  if (isFocused) first?.focus({ preventScroll: true });
}
