import { computed, untracked } from "@preact/signals-core";
import { type Child, h } from "../../dom/element.ts";
import { watch } from "../../dom/scope.ts";
import { composer } from "../composer/composer.ts";
import { messageLog } from "../log/message-log.ts";
import { followTheme } from "../theme/follow-theme.ts";
import type { ViewContext } from "../view-context.ts";
import { openingView } from "./opening-view.ts";
import { panelHeader } from "./panel-header.ts";
import type { Places } from "./places.ts";

/** Everything in the panel. It fills its element, whose size is a matter of the loader or the page. */
export function panelView(context: ViewContext, places: Places): HTMLElement {
  const { client, host, t, announced } = context;
  const isOpened = computed(() => client.session.value !== null);
  /** Makes a part when there is a session, and keeps it when the session changes. */
  const opened = (part: () => Child) => () => isOpened.value && untracked(part);
  const panel = h(
    "div",
    {
      class: "panel",
      tabindex: -1,
      "data-place": host.place,
      lang: () => client.session.value?.language,
      dir: () => client.session.value?.direction,
    },
    panelHeader(context, opened(places.headerEnd)),
    () => !client.isOnline.value && isOpened.value && h("p", { class: "banner", role: "status" }, t("offline")),
    opened(() => messageLog(context, places.belowAnswer)),
    () => !isOpened.value && openingView(context),
    opened(places.forms),
    opened(() => composer(context, places)),
    opened(places.overlay),
    h("p", { class: "hidden", role: "status" }, () => announced.value),
  );
  watch(() => {
    host.element.ariaLabel = client.session.value?.title ?? host.label;
  });
  followTheme(context, panel);
  return panel;
}
