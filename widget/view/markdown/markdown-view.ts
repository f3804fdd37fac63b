import { h } from "../../dom/element.ts";
import { parseMarkdown } from "./parse-blocks.ts";
import { type MayLoad, showElement } from "./show-markdown.ts";

interface MarkdownView {
  element: HTMLElement;
  update(text: string, isGrowing: boolean): void;
}

/** Shows a text that may grow: only the blocks that have changed are made again, so that nothing flickers. */
export function markdownView(mayLoad: MayLoad): MarkdownView {
  const element = h("div", { class: "markdown" });
  let shown: string[] = [];
  return {
    element,
    update(text, isGrowing) {
      const blocks = parseMarkdown(text, isGrowing);
      const keys = blocks.map((block) => JSON.stringify(block));
      for (const [i, block] of blocks.entries()) {
        if (keys[i] === shown[i]) continue;
        const made = showElement(block, mayLoad);
        const old = element.children[i];
        if (old) old.replaceWith(made);
        else element.append(made);
      }
      while (element.children.length > blocks.length) element.lastElementChild?.remove();
      shown = keys;
    },
  };
}
