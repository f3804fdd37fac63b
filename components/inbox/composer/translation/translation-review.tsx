import { Button } from "@/components/ui/button";

interface TranslationReviewProps {
  writtenText: string;
  onTakeBack: () => void;
}

/** Above the text box while it has a translation: what the employee wrote, and the way back to it. */
export function TranslationReview({ writtenText, onTakeBack }: TranslationReviewProps) {
  return (
    <div className="grid gap-1 rounded-lg border bg-muted px-3 py-2 text-13 leading-5">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <output className="text-muted-foreground">
          Check the translation below. It is sent in place of your text.
        </output>
        <Button variant="link" className="text-12" onClick={onTakeBack}>
          Edit your text
        </Button>
      </div>
      <p dir="auto" className="max-h-24 overflow-y-auto wrap-anywhere whitespace-pre-wrap">
        <span className="text-muted-foreground">You wrote: </span>
        {writtenText}
      </p>
    </div>
  );
}
