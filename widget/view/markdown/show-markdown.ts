import { type Child, h } from "../../dom/element.ts";
import { link, linkedText } from "../text/link.ts";
import { safeAddress } from "../text/safe-address.ts";
import type { Element, Tree } from "./tree.ts";

/** Whether an image at an address may be loaded; otherwise it is a link. */
export type MayLoad = (url: string) => boolean;

/** Blocks that have the direction of their own text. */
const BLOCK = /^(?:p|h\d|pre|blockquote|[uo]l|table)$/;

/** Makes the element of a block, or of what is in one. */
export function showElement(tree: Element, mayLoad: MayLoad, isInLink = false): HTMLElement {
  const { tag } = tree;
  const of = "of" in tree ? tree.of.map((inner) => showTree(inner, mayLoad, isInLink || tag === "code")) : [];
  const element = h(
    tag,
    {
      dir: BLOCK.test(tag) && "auto",
      translate: tag === "code" && "no",
      tabindex: tag === "pre" && 0,
      value: tag === "li" && tree.value,
      class: tag === "li" && tree.isTask && "task",
      align: "align" in tree && tree.align,
    },
    of,
  );
  return tag === "table" ? h("div", { class: "table", tabindex: 0 }, element) : element;
}

function showTree(tree: Tree, mayLoad: MayLoad, isInLink: boolean): Child {
  if (typeof tree === "string") return isInLink ? tree : linkedText(tree);
  if (tree.tag === "img") return showImage(tree.href, tree.alt, mayLoad, isInLink);
  if (tree.tag !== "a") return showElement(tree, mayLoad, isInLink);
  return link(
    tree.href,
    tree.of.map((inner) => showTree(inner, mayLoad, true)),
  );
}

/** Loading an image would contact any address that the model was talked into, so that most are links. */
function showImage(href: string, alt: string, mayLoad: MayLoad, isInLink: boolean): Child {
  const safe = safeAddress(href);
  if (safe?.isWeb && mayLoad(safe.href)) return remoteImage(safe.href, alt);
  return isInLink ? alt : link(href, [alt || href]);
}

/** An image of another server, which is not told where it is shown; nothing if it cannot be loaded. */
export function remoteImage(src: string, alt: string): HTMLElement {
  const error = () => image.remove();
  const image = h("img", { src, alt, loading: "lazy", referrerpolicy: "no-referrer", on: { error } });
  return image;
}
