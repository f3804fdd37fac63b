import { Fragment } from "react";
import { cn } from "@/components/ui/cn";
import type { TextPart } from "@/server/conversations/text-parts";
import { linkParts } from "./link-parts";
import { MessageLink } from "./message-link";
import { MessageMarkdown } from "./message-markdown";

/** Renders a message's text: parts, each in its own format, or plain text. */
export function MessageText({ text }: { text: string | readonly TextPart[] }) {
  if (typeof text === "string") return <PlainText text={text} />;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
      {[...text.entries()].map(([position, part]) =>
        part.format === "markdown" ? (
          <MessageMarkdown key={position} text={part.text} />
        ) : (
          <PlainText key={position} text={part.text} />
        ),
      )}
    </div>
  );
}

/** Renders plain text with its addresses as links; each line gets the direction of its own text. */
export function PlainText({ text, className }: { text: string; className?: string }) {
  return (
    <p dir="auto" className={cn("wrap-anywhere whitespace-pre-wrap [unicode-bidi:plaintext]", className)}>
      {[...linkParts(text).entries()].map(([position, part]) =>
        part.href === null ? (
          <Fragment key={position}>{part.text}</Fragment>
        ) : (
          <MessageLink key={position} href={part.href}>
            {part.text}
          </MessageLink>
        ),
      )}
    </p>
  );
}
