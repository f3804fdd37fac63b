import { MASK } from "./looks-secret";
import type { Span } from "./find-words";

/**
 * Masks many texts together and returns the changed ones, keyed by the original. A search costs far more than reading a
 * short text, so texts are joined first: the work depends on their total length and hardly on their number.
 */
export function maskTexts(texts: Iterable<string>, find: (text: string) => Span[]): Map<string, string> {
  const masked = new Map<string, string>();
  let batch: string[] = [];
  let characters = 0;
  for (const text of texts) {
    batch.push(text);
    characters += text.length + SEPARATOR.length;
    if (characters < BATCH_CHARACTERS) continue;
    maskBatch(batch, find, masked);
    [batch, characters] = [[], 0];
  }
  if (batch.length > 0) maskBatch(batch, find, masked);
  return masked;
}

/** Large enough that few searches are needed, and small enough that a search takes little memory. */
const BATCH_CHARACTERS = 256 * 1024;

/** Unicode reserves this unit for internal use. No encoding continues across it, so each text is decoded separately. */
const SEPARATOR = "\uFFFF";

function maskBatch(batch: string[], find: (text: string) => Span[], masked: Map<string, string>): void {
  const spans = find(batch.join(SEPARATOR));
  let start = 0;
  let next = 0;
  for (const text of batch) {
    const end = start + text.length;
    const inText: Span[] = [];
    for (let span = spans[next]; span !== undefined && span.start < end; span = spans[next]) {
      if (span.end > start)
        inText.push({ start: Math.max(span.start, start) - start, end: Math.min(span.end, end) - start });
      // A secret that contains the separator may cover several texts.
      if (span.end > end) break;
      next += 1;
    }
    if (inText.length > 0) masked.set(text, maskSpans(text, inText));
    start = end + SEPARATOR.length;
  }
}

/** Returns the text with ••• in place of each span. */
export function maskSpans(text: string, spans: Span[]): string {
  let kept = 0;
  const pieces = spans.map(({ start, end }) => {
    const before = text.slice(kept, start);
    kept = end;
    return before + MASK;
  });
  return pieces.join("") + text.slice(kept);
}
