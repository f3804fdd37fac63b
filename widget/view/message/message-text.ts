import { h } from "../../dom/element.ts";
import { watch } from "../../dom/scope.ts";
import type { ShownMessage } from "../../client/chat-client.ts";
import { markdownView } from "../markdown/markdown-view.ts";
import type { MayLoad } from "../markdown/show-markdown.ts";
import { linkedText } from "../text/link.ts";

/** Up to this many characters, a text of emoji only is shown larger. */
const MOST_LARGE = 24;
const EMOJI_ONLY = /^(?:\p{RGI_Emoji}|\s)+$/v;

interface PartView {
  format: "plain" | "markdown";
  element: HTMLElement;
  update(text: string, isStreaming: boolean): void;
}

/** A message's text, in which each part has its own format. It is kept while the text grows. */
export function messageText(message: () => ShownMessage, mayLoad: MayLoad): HTMLElement {
  const box = h("div", { class: "text" });
  let views: PartView[] = [];
  watch(() => {
    const { text, state } = message();
    box.classList.toggle("large", isLarge(text.map((part) => part.text).join("")));
    for (const [i, part] of text.entries()) {
      let view = views[i];
      if (view?.format !== part.format) {
        const made = { format: part.format, ...(part.format === "markdown" ? markdownView(mayLoad) : plainView()) };
        if (view) view.element.replaceWith(made.element);
        else box.append(made.element);
        views[i] = view = made;
      }
      view.update(part.text, state === "streaming");
    }
    for (const view of views.slice(text.length)) view.element.remove();
    views = views.slice(0, text.length);
  });
  return box;
}

/** A text as it was typed; each line has the direction of its own text. */
function plainView(): Omit<PartView, "format"> {
  const element = h("p", { class: "typed", dir: "auto" });
  let shown = "";
  return {
    element,
    update(text) {
      if (text === shown) return;
      shown = text;
      element.replaceChildren(h("span", {}, linkedText(text)));
    },
  };
}

function isLarge(text: string): boolean {
  return text.length <= MOST_LARGE && EMOJI_ONLY.test(text) && text.trim() !== "";
}
