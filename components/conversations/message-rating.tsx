import { ThumbsDown, ThumbsUp } from "lucide-react";

export interface Rating {
  rating: "positive" | "negative" | "neutral";
  comment: string | null;
}

/** What the customer thinks of an answer, below it. */
export function MessageRating({ rating: { rating, comment } }: { rating: Rating }) {
  const isGood = rating === "positive";
  const Icon = isGood ? ThumbsUp : ThumbsDown;
  return (
    <p className="flex max-w-prose items-start justify-end gap-1.5 text-right text-12 leading-5 text-muted-foreground">
      <Icon
        aria-hidden
        className={
          isGood ? "mt-1 size-3 shrink-0 text-success" : "mt-1 size-3 shrink-0 text-destructive-soft-foreground"
        }
      />
      <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">
        {isGood ? "Rated helpful" : "Rated not helpful"}
        {comment !== null && `: ${comment}`}
      </span>
    </p>
  );
}
