import { splitAtHits } from "./find-interactions";

/** A text with what is searched marked. */
export function HitText({ text, search }: { text: string; search: string }) {
  return numbered(splitAtHits(text, search)).map(({ number, item }) =>
    number % 2 === 0 ? (
      <mark key={number} className="rounded-xs bg-info-soft text-inherit">
        {item}
      </mark>
    ) : (
      item
    ),
  );
}

/** Numbers the parts from 1. The position is the React key, because parts of a text have no other identity. */
function numbered(parts: string[]): { number: number; item: string }[] {
  return parts.map((item, index) => ({ number: index + 1, item }));
}
