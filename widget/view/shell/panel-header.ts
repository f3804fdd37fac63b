import { type Child, h, icon } from "../../dom/element.ts";
import type { ViewContext } from "../view-context.ts";
import { avatar, personAvatar } from "./avatar.ts";
import { CLOSE } from "./icons.ts";

/** Who the visitor talks to, whether the chat is connected, and the buttons of the panel. */
export function panelHeader(context: ViewContext, end: Child): HTMLElement {
  const { client, host, t } = context;
  const { session, answeredBy } = client;
  return h(
    "header",
    { class: "header" },
    h(
      "div",
      { class: "column" },
      () => {
        const { kind, name, photo_url } = answeredBy.value;
        if (kind === "person" && name !== null) return personAvatar(name, photo_url);
        const title = session.value?.title ?? "";
        return avatar({ name: [...title][0] ?? "", url: session.value?.appearance.avatar_url ?? null, hue: null });
      },
      h(
        "div",
        { class: "heading" },
        h(
          "h2",
          {},
          h("bdi", {}, () => session.value?.title ?? ""),
        ),
        h(
          "p",
          { "data-state": () => stateOf(context) },
          h("span", {}, () => stateText(context)),
        ),
      ),
      end,
      host.place === "panel" &&
        h(
          "button",
          {
            type: "button",
            class: "icon",
            "aria-label": () => t("closeChat") || host.closeLabel,
            on: { click: () => host.close() },
          },
          icon(CLOSE),
        ),
    ),
  );
}

function stateOf({ client }: ViewContext): "connecting" | "offline" | "person" | "bot" {
  if (client.phase.value === "failed" || !client.isOnline.value) return "offline";
  if (client.session.value === null) return "connecting";
  return client.answeredBy.value.kind;
}

function stateText(context: ViewContext): string {
  const { client, t } = context;
  const { name } = client.answeredBy.value;
  switch (stateOf(context)) {
    case "connecting":
      return t("connecting");
    case "offline":
      return t("notConnected");
    case "bot":
      return t("answeredByBot");
    case "person":
      return name === null ? t("answeredByTeam") : t("answeredByPerson", { name });
  }
}
