import { h } from "../../dom/element.ts";
import { initials, nameHue } from "./initials.ts";

interface Face {
  name: string;
  /** Null for the initials. */
  url: string | null;
  /** Null for the brand's colour. */
  hue: number | null;
}

/** A face, or the initials on a colour, also if the image cannot be loaded. Screen readers hear the name elsewhere. */
export function avatar({ name, url, hue }: Face): HTMLElement {
  const box = h("span", { class: "avatar", "aria-hidden": "true" }, initials(name));
  if (hue !== null) {
    box.classList.add("tinted");
    box.style.setProperty("--hue", String(hue));
  }
  if (url !== null) {
    const image = h("img", { src: url, alt: "", on: { error: () => image.remove() } });
    box.append(image);
  }
  return box;
}

/** The face of a person: a photo, or initials on a colour that belongs to the name. */
export function personAvatar(name: string, url: string | null): HTMLElement {
  return avatar({ name, url, hue: nameHue(name) });
}
