import { CircleAlert } from "lucide-react";
import type { OpenReference } from "@/server/inbox/saved-replies/reply-template";

interface OpenReferenceListProps {
  references: readonly OpenReference[];
  /** Selects a reference in the text box. */
  onSelect: (reference: OpenReference) => void;
}

/** The references that a message still contains: it is not sent before a person has replaced them. */
export function OpenReferenceList({ references, onSelect }: OpenReferenceListProps) {
  if (references.length === 0) return null;
  return (
    <output className="flex flex-wrap items-center gap-x-2 gap-y-1 text-13 text-destructive-soft-foreground">
      <CircleAlert aria-hidden className="size-4 shrink-0" />
      <span>No value here. Replace before sending:</span>
      {references.map((reference) => (
        <button
          key={reference.start}
          type="button"
          onClick={() => onSelect(reference)}
          className="rounded-md border border-destructive/25 bg-destructive-soft px-1.5 font-mono text-12 leading-5 break-all focus-ring"
        >
          {reference.source}
        </button>
      ))}
    </output>
  );
}
