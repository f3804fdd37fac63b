"use client";

import { useRef, useSyncExternalStore } from "react";
import { ChatBubble, WorkingLine } from "@/components/chat/chat-bubble";
import { ChatComposer } from "@/components/chat/chat-composer";
import { focusToWrite } from "@/components/chat/focus-to-write";
import { ChatMessage } from "@/components/chat/chat-message";
import { MessageLog } from "@/components/chat/message-log";
import { useOpenOptions } from "@/components/chat/options/use-open-options";
import { QuickReplies } from "@/components/chat/options/quick-replies";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ChatPageHeader } from "./chat-page-header";
import { useChatPage } from "./use-chat-page";

interface ChatPageProps {
  channel: string;
  title: string;
  greeting: string;
}

/** The hosted chat: a whole page, or the content of a frame. */
export function ChatPage({ channel, title, greeting }: ChatPageProps) {
  const chat = useChatPage(channel);
  const focusAtStart = useSyncExternalStore(neverChanges, mayTakeFocus, () => false);
  const composer = useRef<HTMLTextAreaElement>(null);
  const { choiceOf, quickReplies } = useOpenOptions(chat.messages, {
    canChoose: chat.ready,
    onChoose(messageId, option) {
      chat.choose(messageId, option);
      // The option is disabled now, so move the focus to the text box.
      focusToWrite(composer.current);
    },
  });
  return (
    <div className="flex h-dvh flex-col">
      <ChatPageHeader title={title} state={stateOf(chat)} />
      <MessageLog>
        {greeting && <ChatBubble sender="ai" name={title} text={greeting} />}
        {chat.messages.map((message, index) => (
          <ChatMessage
            key={message.id}
            message={message}
            botName={title}
            choice={choiceOf(message, index)}
            images="shown"
            {...(chat.isUnsent(message.id) && { note: "Not sent" })}
          />
        ))}
        {quickReplies && <QuickReplies {...quickReplies} />}
        {chat.answering && <WorkingLine text={chat.working ? `${chat.working}…` : "Writing…"} />}
        {chat.handedOver && (
          <p className="py-1 text-center text-13 text-muted-foreground">
            Thank you. A colleague will read this and answer you here.
          </p>
        )}
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
      <footer className="px-4 pt-1 pb-[max(0.875rem,env(safe-area-inset-bottom))] max-sm:px-3">
        <div className="mx-auto max-w-3xl">
          <ChatComposer
            label={`Message to ${title}`}
            placeholder="Write a message…"
            ready={chat.ready}
            onSend={chat.send}
            // In a frame it would take the focus from the page around it; on a phone the keyboard would cover the chat.
            focusAtStart={focusAtStart}
            boxRef={composer}
          />
        </div>
      </footer>
    </div>
  );
}

function stateOf({ session, failure, handedOver }: ReturnType<typeof useChatPage>) {
  if (failure !== null) return "offline";
  if (session === null) return "connecting";
  return handedOver ? "person" : "ready";
}

const neverChanges = () => () => {};
const mayTakeFocus = () => window.self === window.top && window.matchMedia("(pointer: fine)").matches;

function RetryButton({ onClick }: { onClick: () => void }) {
  return (
    <Button size="sm" variant="outline" onClick={onClick}>
      Try again
    </Button>
  );
}
