import { Parser } from "htmlparser2";
import { parseHTML } from "linkedom";
import { invalidFile } from "../files/file-fault.ts";

/** The parser's time per element grows with its depth. */
const MAX_DEPTH = 20_000;

/** Parses HTML, also of a part of a page. @throws DomainError invalid if it nests more than 20,000 elements. */
export function parseHtml(html: string): Document {
  assertDepth(html);
  const isWhole = /<html[\s>]/i.test(html) && /<body[\s>]/i.test(html);
  const body = isWhole ? html : `<!doctype html><html><head></head><body>${withoutFrame(html)}</body></html>`;
  return parseHTML(body).document;
}

function assertDepth(html: string): void {
  let depth = 0;
  const parser = new Parser({
    onopentagname() {
      depth += 1;
      if (depth > MAX_DEPTH) throw invalidFile("Its HTML nests more than 20,000 elements. Save it in a simpler form.");
    },
    onclosetag() {
      depth -= 1;
    },
  });
  parser.end(html);
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
