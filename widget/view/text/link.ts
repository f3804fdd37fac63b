import { type Child, h } from "../../dom/element.ts";
import { findAddresses } from "./find-addresses.ts";
import { safeAddress } from "./safe-address.ts";

/** A link that tells the page that it opens nothing about the site; the text alone if its address is not safe. */
export function link(address: string, children: readonly Child[]): Child {
  const safe = safeAddress(address);
  if (safe === null) return children;
  const target = safe.isWeb ? { target: "_blank", rel: "noopener noreferrer nofollow" } : {};
  return h("a", { href: safe.href, ...target }, ...children);
}

/** A text with links at its addresses. */
export function linkedText(text: string): Child[] {
  return findAddresses(text).map((piece) => (piece.href === null ? piece.text : link(piece.href, [piece.text])));
}
