import Link from "next/link";
import type { TraceEntry } from "@/server/schemas/trace";
import { partAddress } from "@/components/trace/part-address";
import { legInWords } from "./leg-in-words";

type Search = Extract<TraceEntry, { kind: "knowledge" }>;
type Hits = Search["hits"];

/** The order compares texts of one search, and the numbers are comparable between questions. */
const ABOUT_ORDER =
  "The best text is first: the searches named below each text decide the order together. “Fit” says how well a text fits on its own, from 0 to 1, so a text further down can have a higher one.";

/** The hits of a search, best first: each with its score and the searches that found it, and what was left out. */
export function HitList({ search: { hits, note, directThreshold } }: { search: Search }) {
  return (
    <>
      {note !== undefined && <p className="text-13 text-muted-foreground">{note}</p>}
      {hits.length > 0 ? (
        <>
          {hits.length > 1 && <p className="text-13 text-muted-foreground">{ABOUT_ORDER}</p>}
          <FoundPassages hits={hits} directThreshold={directThreshold} />
        </>
      ) : (
        <p className="text-13 text-muted-foreground">No passage has a word of the question.</p>
      )}
    </>
  );
}

function FoundPassages({ hits, directThreshold }: { hits: Hits; directThreshold: number | undefined }) {
  return (
    <ol className="divide-y rounded-xl border bg-card shadow-raised">
      {hits.map(({ chunkId, sourceId, title, heading, text, before, after, score, legs }) => (
        <li key={chunkId} className="grid min-w-0 gap-1.5 px-5 py-4">
          <p className="flex min-w-0 flex-wrap items-baseline justify-between gap-x-4 text-14">
            <Link
              href={partAddress(sourceId, chunkId)}
              dir="auto"
              className="min-w-0 font-medium wrap-anywhere underline-offset-2 hover:underline"
            >
              {heading === null ? title : `${title} › ${heading}`}
            </Link>
            <span className="text-13 text-muted-foreground tabular-nums">Fit {score.toFixed(2)}</span>
          </p>
          <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-secondary">
            <span
              className="block h-full rounded-full bg-muted-foreground"
              style={{ width: `${Math.min(1, Math.max(0, score)) * 100}%` }}
            />
          </span>
          {before !== undefined && <NeighbourText place="Before it" text={before} />}
          <p dir="auto" className="line-clamp-3 text-13 leading-5 wrap-anywhere text-muted-foreground">
            {text}
          </p>
          {after !== undefined && <NeighbourText place="After it" text={after} />}
          <p className="text-12 text-muted-foreground tabular-nums">
            {legs.map((leg) => legInWords(leg, directThreshold)).join(" · ")}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** A part of the document that the model gets together with the hit. */
function NeighbourText({ place, text }: { place: string; text: string }) {
  return (
    <p dir="auto" className="line-clamp-2 border-l-2 pl-3 text-12 leading-5 wrap-anywhere text-muted-foreground">
      <span className="font-medium">{place}: </span>
      {text}
    </p>
  );
}
