import { BookOpen } from "lucide-react";
import Link from "next/link";
import { partAddress } from "@/components/trace/part-address";
import type { Citation } from "@/server/schemas/knowledge/citation";

/** The sources of the knowledge base that an answer used, below it. */
export function MessageSources({ citations }: { citations: readonly Citation[] }) {
  return (
    <ul aria-label="Sources" className="grid justify-items-end gap-0.5 text-12 leading-5 text-muted-foreground">
      {citations.map(({ number, sourceId, chunkId, url, title, heading, page }) => (
        <li key={number} className="flex max-w-prose min-w-0 items-start gap-1.5">
          <BookOpen aria-hidden className="mt-1 size-3 shrink-0" />
          <Link
            href={sourceId === null ? (url ?? "") : partAddress(sourceId, chunkId)}
            {...(sourceId === null && { target: "_blank", rel: "noopener noreferrer nofollow" })}
            dir="auto"
            className="min-w-0 wrap-anywhere underline-offset-2 hover:underline"
          >
            {[title, heading].filter(Boolean).join(" › ")}
            {page !== null && `, page ${page}`}
          </Link>
        </li>
      ))}
    </ul>
  );
}
