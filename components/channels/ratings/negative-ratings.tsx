import Link from "next/link";
import { useId } from "react";
import { LocalTime } from "@/components/ui/local-time";
import type { NegativeRating } from "@/server/conversations/feedback/read-ratings";

/** The newest negative ratings, each a link to its place in the inbox. */
export function NegativeRatings({ ratings }: { ratings: readonly NegativeRating[] }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="grid gap-2">
      <h3 id={heading} className="text-14 font-medium">
        Newest negative ratings
      </h3>
      {ratings.length === 0 ? (
        <p className="text-14 text-muted-foreground">None in these 30 days.</p>
      ) : (
        <ul className="divide-y overflow-hidden rounded-lg border">
          {ratings.map((rating) => (
            <li key={rating.id}>
              <Link
                href={addressOf(rating)}
                className="grid grid-cols-[minmax(0,1fr)] gap-0.5 px-4 py-3 outline-2 -outline-offset-2 outline-transparent hover:bg-accent focus-visible:outline-ring"
              >
                <span className="flex items-baseline justify-between gap-3">
                  <span dir="auto" className="min-w-0 text-14 font-medium wrap-anywhere">
                    {rating.comment ?? "No comment"}
                  </span>
                  <span className="shrink-0 text-12 text-muted-foreground">
                    <LocalTime at={rating.at} />
                  </span>
                </span>
                <span dir="auto" className="line-clamp-2 text-13 leading-5 wrap-anywhere text-muted-foreground">
                  {rating.score === null ? (rating.answer ?? "") : `The conversation: ${rating.score} of 5`}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function addressOf({ conversationId, seq }: NegativeRating): string {
  const address = `/inbox/${conversationId}`;
  return seq === null ? address : `${address}?found=${seq}`;
}
