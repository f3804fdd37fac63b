import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { TextPart } from "@/server/conversations/text-parts";
import type { MessageFile } from "@/server/files/message-file";
import { MessageFileView } from "./message-file-view";
import { MessageText } from "./message-text";

interface ChatBubbleProps {
  sender: "customer" | "ai" | "employee";
  /**
   * A customer has their own messages on the right, as in any chat. For the team, the customer is on the left, as in the
   * inbox.
   */
  reader?: "customer" | "team";
  /** The sender, read by screen readers before the text: "You" or the bot's name. */
  name: string;
  /** A string is plain text. */
  text: string | readonly TextPart[];
  /** Shown below the text, or alone if there is no text. */
  files?: readonly MessageFile[];
  /** Below the text and the files: the message's buttons or cards. */
  options?: ReactNode;
  /** At the end: time, state or a button. */
  footer?: ReactNode;
}

/** One message of a conversation. */
export function ChatBubble({ sender, reader = "customer", name, text, files, options, footer }: ChatBubbleProps) {
  const own = (sender === "customer") === (reader === "customer");
  return (
    <div className={cn("flex min-w-0 flex-col gap-1.5", own ? "items-end" : "items-start")}>
      {sender === "employee" && (
        <span aria-hidden className="px-1 text-12 font-medium text-muted-foreground">
          {name}
        </span>
      )}
      {text.length > 0 && (
        <div
          className={cn(
            "max-w-[88%] min-w-0 rounded-2xl px-3.5 py-2.5 text-16 leading-6 sm:max-w-[80%] sm:text-14 sm:leading-5.5",
            own ? "rounded-br-sm bg-secondary text-secondary-foreground" : "rounded-bl-sm border bg-card shadow-raised",
          )}
        >
          <span className="sr-only">{name}: </span>
          <MessageText text={text} />
        </div>
      )}
      {files?.map((file) => (
        <div key={file.url} className="flex max-w-[88%] min-w-0 flex-col sm:max-w-[80%]">
          <span className="sr-only">{name} sent a file: </span>
          <MessageFileView file={file} side={own ? "right" : "left"} />
        </div>
      ))}
      {options}
      {footer && <div className="max-w-full px-1 text-12 leading-4 text-muted-foreground">{footer}</div>}
    </div>
  );
}

/** Shows what the bot is doing while there is no text to read yet. */
export function WorkingLine({ text }: { text: string }) {
  return (
    <div className="flex w-fit max-w-[88%] items-center gap-2.5 rounded-2xl rounded-bl-sm border bg-card px-3.5 py-2.5 text-13 leading-6 text-muted-foreground shadow-raised motion-safe:animate-in motion-safe:fade-in-0">
      <span aria-hidden className="flex shrink-0 gap-1">
        {[0, 150, 300].map((delay) => (
          <span
            key={delay}
            className="size-1.5 animate-bounce rounded-full bg-muted-foreground motion-reduce:animate-none"
            style={{ animationDelay: `${delay}ms` }}
          />
        ))}
      </span>
      <span className="min-w-0 wrap-anywhere">{text}</span>
    </div>
  );
}
