import { findWords, searchedWords } from "@/server/inbox/list/hit-excerpt";

/** The name of the highlight in app/globals.css. */
const NAME = "found";

/** Marks the words of a search in an element, without changing the element. Does nothing in browsers that can't. */
export function markFound(element: Element, search: string): void {
  if (!("highlights" in CSS)) return;
  const words = searchedWords(search);
  const ranges: Range[] = [];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    for (const { start, end } of findWords(node.textContent ?? "", words)) {
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, end);
      ranges.push(range);
    }
  }
  CSS.highlights.set(NAME, new Highlight(...ranges));
}
