"use client";

import { ChatBubble, WorkingLine } from "@/components/chat/chat-bubble";
import { ChatComposer } from "@/components/chat/chat-composer";
import { MessageLog } from "@/components/chat/message-log";
import { textOf } from "@/components/chat/shown-message";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useChatPage } from "./use-chat-page";

interface ChatPageProps {
  channel: string;
  title: string;
  greeting: string;
}

/** The hosted chat: a whole page, or the inside of a frame. */
export function ChatPage({ channel, title, greeting }: ChatPageProps) {
  const chat = useChatPage(channel);
  const last = chat.messages.at(-1);
  const answering = chat.streaming && (last?.role !== "assistant" || textOf(last) === "");
  return (
    <div className="mx-auto flex h-dvh max-w-3xl flex-col">
      <header className="flex items-center gap-3 border-b px-4 py-3 pt-[max(0.75rem,env(safe-area-inset-top))]">
        <span
          aria-hidden
          className="flex size-9 items-center justify-center rounded-full bg-primary text-sm font-semibold text-primary-foreground"
        >
          {title.slice(0, 1).toUpperCase()}
        </span>
        <h1 className="truncate text-[15px] font-semibold tracking-tight">{title}</h1>
      </header>
      <MessageLog>
        {greeting && <ChatBubble sender="ai" name={title} text={greeting} />}
        {chat.messages.map((message) => {
          const text = textOf(message);
          if (text === "") return null;
          const own = message.role === "user";
          return (
            <ChatBubble key={message.id} sender={own ? "customer" : "ai"} name={own ? "You" : title} text={text} />
          );
        })}
        {answering && <WorkingLine text={chat.working ? `${chat.working}…` : `${title} is writing…`} />}
        {chat.handedOver && <p className="px-1 text-[13px] text-muted-foreground">A colleague will answer here.</p>}
        {chat.error && (
          <Alert tone="warning" action={<RetryButton onClick={chat.retry} />}>
            {chat.error}
          </Alert>
        )}
        {chat.failure && (
          <Alert tone="danger" action={<RetryButton onClick={chat.reopen} />}>
            {chat.failure}
          </Alert>
        )}
      </MessageLog>
      <footer className="px-3 pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <ChatComposer
          label={`Message to ${title}`}
          placeholder="Write a message…"
          ready={chat.session !== null && !chat.streaming}
          onSend={chat.send}
          focusAtStart
        />
      </footer>
    </div>
  );
}

function RetryButton({ onClick }: { onClick: () => void }) {
  return (
    <Button size="sm" variant="outline" onClick={onClick}>
      Try again
    </Button>
  );
}
