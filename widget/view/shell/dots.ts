import { h } from "../../dom/element.ts";

/** Three moving dots: something is on its way. */
export function dots(): HTMLElement {
  return h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
}
