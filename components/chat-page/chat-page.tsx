"use client";

import { useRef, useSyncExternalStore } from "react";
import { ChatBubble, WorkingLine } from "@/components/chat/chat-bubble";
import { ChatComposer } from "@/components/chat/chat-composer";
import { focusToWrite } from "@/components/chat/focus-to-write";
import { MessageLog } from "@/components/chat/message-log";
import { MessageOptions } from "@/components/chat/options/message-options";
import { openQuickReplies } from "@/components/chat/options/open-quick-replies";
import type { OptionChoice } from "@/components/chat/options/option-choice";
import { QuickReplies } from "@/components/chat/options/quick-replies";
import {
  filesOf,
  interactiveOf,
  isStreamed,
  isWrittenByModel,
  senderOf,
  type ShownMessage,
  textOf,
  textPartsOf,
} from "@/components/chat/shown-message";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ChatPageHeader } from "./chat-page-header";
import { useChatPage } from "./use-chat-page";

interface ChatPageProps {
  channel: string;
  title: string;
  greeting: string;
}

/** Names of the senders other than the bot, which has the chat's title. */
const names: Partial<Record<ReturnType<typeof senderOf>, string>> = { customer: "You", employee: "Our team" };

/** The hosted chat: a whole page, or the content of a frame. */
export function ChatPage({ channel, title, greeting }: ChatPageProps) {
  const chat = useChatPage(channel);
  const focusAtStart = useSyncExternalStore(neverChanges, mayTakeFocus, () => false);
  const last = chat.messages.at(-1);
  const answering = chat.streaming && !(last && isStreamed(last) && textOf(last) !== "");
  const composer = useRef<HTMLTextAreaElement>(null);
  const lastAsked = chat.messages.findLastIndex(({ role }) => role === "user");
  const quickReplies = openQuickReplies(chat.messages);
  const choiceOf = (messageId: string, isPast: boolean): OptionChoice => ({
    onChoose(option) {
      chat.choose(messageId, option);
      // The option is disabled now, so move the focus to the text box.
      focusToWrite(composer.current);
    },
    isDisabled: isPast || !chat.ready,
    chosen: null,
  });
  return (
    <div className="flex h-dvh flex-col">
      <ChatPageHeader title={title} state={stateOf(chat)} />
      <MessageLog>
        {greeting && <ChatBubble sender="ai" name={title} text={greeting} />}
        {chat.messages.map((message, index) => (
          <Message key={message.id} message={message} title={title} choice={choiceOf(message.id, index < lastAsked)} />
        ))}
        {quickReplies && (
          <QuickReplies options={quickReplies.options} choice={choiceOf(quickReplies.messageId, false)} />
        )}
        {answering && <WorkingLine text={chat.working ? `${chat.working}…` : "Writing…"} />}
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

interface MessageProps {
  message: ShownMessage;
  title: string;
  choice: OptionChoice;
}

function Message({ message, title, choice }: MessageProps) {
  const text = textPartsOf(message);
  const files = filesOf(message);
  const interactive = interactiveOf(message);
  const sender = senderOf(message);
  const images = isWrittenByModel(message) ? "linked" : "shown";
  if (text.length === 0 && files.length === 0 && !interactive) return null;
  return (
    <ChatBubble
      sender={sender}
      name={names[sender] ?? title}
      text={text}
      files={files}
      options={interactive && <MessageOptions interactive={interactive} choice={choice} images={images} />}
    />
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
