import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { MessageMarkdown } from "./message-markdown";

interface ChatBubbleProps {
  /** Whose words: the reader's own stand at the right. */
  sender: "customer" | "ai" | "employee";
  /** Said before the text by screen readers: "You", the bot's name. */
  name: string;
  text: string;
  /** Below the text: time, state, a button. */
  footer?: ReactNode;
}

/** One message of a conversation. */
export function ChatBubble({ sender, name, text, footer }: ChatBubbleProps) {
  const own = sender === "customer";
  return (
    <div className={cn("flex flex-col gap-1", own ? "items-end" : "items-start")}>
      <div
        className={cn(
          "max-w-[85%] rounded-2xl px-3.5 py-2.5 text-[15px] leading-6 sm:max-w-[75%]",
          own ? "rounded-br-md bg-primary text-primary-foreground" : "rounded-bl-md border bg-card shadow-raised",
        )}
      >
        <span className="sr-only">{name}: </span>
        {own ? <p className="break-words whitespace-pre-wrap">{text}</p> : <MessageMarkdown text={text} />}
      </div>
      {footer && <div className="px-1 text-xs leading-4 text-muted-foreground">{footer}</div>}
    </div>
  );
}

/** What the bot is doing while nothing is to be read yet. */
export function WorkingLine({ text }: { text: string }) {
  return (
    <div className="flex items-center gap-2 px-1 text-[13px] text-muted-foreground">
      <span aria-hidden className="flex gap-1">
        {[0, 150, 300].map((delay) => (
          <span
            key={delay}
            className="size-1.5 animate-bounce rounded-full bg-muted-foreground/70 motion-reduce:animate-none"
            style={{ animationDelay: `${delay}ms` }}
          />
        ))}
      </span>
      {text}
    </div>
  );
}
