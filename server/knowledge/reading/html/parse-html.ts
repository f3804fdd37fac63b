import { parseHTML } from "linkedom";

/** Parses HTML, also of a part of a page. */
export function parseHtml(html: string): Document {
  const isWhole = /<html[\s>]/i.test(html) && /<body[\s>]/i.test(html);
  const body = isWhole ? html : `<!doctype html><html><head></head><body>${withoutFrame(html)}</body></html>`;
  return parseHTML(body).document;
}

/** The parser keeps a document as it is, so that one without a body would have none. */
function withoutFrame(html: string): string {
  return html.replaceAll(/<!doctype[^>]*>|<\/?(?:html|head|body)(?:\s[^>]*)?>/gi, "");
}

/** Whether a node is an element. */
export function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

/** Whether a node is a text. */
export function isText(node: Node): boolean {
  return node.nodeType === 3;
}
