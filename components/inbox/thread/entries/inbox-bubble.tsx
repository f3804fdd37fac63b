import type { ReactNode } from "react";
import { MessageFileView } from "@/components/chat/message-file-view";
import { MessageText } from "@/components/chat/message-text";
import { cn } from "@/components/ui/cn";
import type { TextPart } from "@/server/conversations/text-parts";
import type { MessageFile } from "@/server/files/message-file";

export type Speaker = "customer" | "ai" | "employee";

interface InboxBubbleProps {
  speaker: Speaker;
  /** The speaker, shown before the text and read by screen readers. */
  name: string;
  text: readonly TextPart[];
  files: readonly MessageFile[];
  /** The options that the message offered to the customer. */
  options?: ReactNode;
  /** The message was not delivered. */
  isDashed?: boolean;
  /** Time, state and buttons below the text. */
  footer: ReactNode;
}

const looks: Record<Speaker, string> = {
  customer: "rounded-bl-sm border bg-card shadow-raised",
  ai: "rounded-br-sm bg-secondary text-secondary-foreground",
  employee: "rounded-br-sm bg-info-soft text-info-soft-foreground",
};

/** One message as employees see it: the customer on the left, the bot and colleagues on the right. */
export function InboxBubble({ speaker, name, text, files, options, isDashed = false, footer }: InboxBubbleProps) {
  const isTheirs = speaker === "customer";
  return (
    <div className={cn("flex min-w-0 flex-col gap-1", isTheirs ? "items-start" : "items-end")}>
      <span className="px-1 text-12 font-medium text-muted-foreground">
        {name}
        <span className="sr-only">:</span>
      </span>
      {text.length > 0 && (
        <div
          className={cn(
            "max-w-[88%] min-w-0 rounded-2xl px-3.5 py-2.5 text-14 leading-5.5 sm:max-w-[80%]",
            looks[speaker],
            isDashed && "border border-dashed border-current",
          )}
        >
          <MessageText text={text} />
        </div>
      )}
      {files.map((file) => (
        <div
          key={file.url}
          className={cn("flex max-w-[88%] min-w-0 flex-col sm:max-w-[80%]", isTheirs ? "items-start" : "items-end")}
        >
          <MessageFileView file={file} side={isTheirs ? "left" : "right"} />
        </div>
      ))}
      {options}
      <div className={cn("grid max-w-full min-w-0 px-1", !isTheirs && "justify-items-end text-right")}>{footer}</div>
    </div>
  );
}
