import type { Interactive } from "@/server/messages/interactive";
import { h } from "../../dom/element.ts";
import { type MayLoad, remoteImage } from "../markdown/show-markdown.ts";
import { link } from "../text/link.ts";
import { safeAddress } from "../text/safe-address.ts";
import type { ViewContext } from "../view-context.ts";
import type { Button } from "./option-button.ts";

type Card = NonNullable<Interactive["cards"]>[number];

interface CardParts {
  mayLoad: MayLoad;
  button: (button: Button) => HTMLElement;
}

/** A message's cards side by side. If they need more room they scroll. */
export function cardStrip({ t }: ViewContext, cards: readonly Card[], parts: CardParts): HTMLElement {
  return h(
    "div",
    // Scrolling by keyboard needs the focus, also when the cards have no buttons.
    { class: "cards", role: "group", "aria-label": t("optionsCount", { count: cards.length }), tabindex: 0 },
    cards.map((card) => cardView(card, parts, t("imageOf"))),
  );
}

function cardView(
  { title, subtitle, image_url: image, buttons }: Card,
  { mayLoad, button }: CardParts,
  imageText: string,
): HTMLElement {
  const address = image === undefined ? null : safeAddress(image);
  const url = address?.isWeb ? address.href : null;
  return h(
    "div",
    { class: "card", role: "group", "aria-label": title },
    url !== null && mayLoad(url) && remoteImage(url, title),
    h("b", { dir: "auto" }, title),
    subtitle && h("p", { class: "typed", dir: "auto" }, subtitle),
    url !== null && !mayLoad(url) && h("p", {}, link(url, [imageText])),
    buttons.map(button),
  );
}
