"use client";

import { RotateCcw } from "lucide-react";
import { Fragment, type ReactNode, useRef } from "react";
import { WorkingLine } from "@/components/chat/chat-bubble";
import { ChatComposer } from "@/components/chat/chat-composer";
import { ChatMessage } from "@/components/chat/chat-message";
import { focusToWrite } from "@/components/chat/focus-to-write";
import { MessageLog } from "@/components/chat/message-log";
import type { OptionChoice } from "@/components/chat/options/option-choice";
import { useOpenOptions } from "@/components/chat/options/use-open-options";
import { QuickReplies } from "@/components/chat/options/quick-replies";
import { TurnTrace } from "@/components/trace/turn-trace";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { FailedAnswer } from "./failed-answer";
import { MatchedLine } from "./matched-line";
import { TestChatStart } from "./test-chat-start";
import type { AskedTurn } from "./test-conversation";
import type { TestChatState } from "./use-test-chat";

interface TestChatProps {
  /** The state lives above the pages, so that it outlasts a change of the page. */
  chat: TestChatState;
  botId: string;
  botName: string;
  /** Example questions for the empty chat. */
  suggestions: string[];
  /** Shown at the end of its first line. */
  corner?: ReactNode;
}

/** A chat with the bot's draft, beside its pages, with the trace of each turn. */
export function TestChat({ chat, botId, botName, suggestions, corner }: TestChatProps) {
  const count = chat.messages.length;
  const composer = useRef<HTMLTextAreaElement>(null);

  /**
   * The clicked button disappears, so move the focus to the text box; not on a phone, where that would open the
   * keyboard.
   */
  function thenFocusBox(act: () => void) {
    act();
    focusToWrite(composer.current);
  }

  const { choiceOf, quickReplies } = useOpenOptions(chat.messages, {
    canChoose: chat.ready,
    onChoose: (messageId, option) => thenFocusBox(() => chat.choose(messageId, option)),
  });

  return (
    <section aria-label="Test chat" className="flex h-full min-h-0 flex-col bg-background">
      <div className="flex min-h-15 items-center gap-1 border-b px-4 py-2.5">
        <div className="grid min-w-0 flex-1">
          <h2 className="text-14 font-semibold">Test chat</h2>
          <p className="truncate text-13 leading-5 text-muted-foreground">Runs the draft; customers don’t see it.</p>
        </div>
        {count > 0 && (
          <IconButton label="Start again" size="sm" onClick={() => thenFocusBox(chat.restart)}>
            <RotateCcw />
          </IconButton>
        )}
        {corner}
      </div>
      <MessageLog className="py-4">
        {chat.isReading && <ReadingMessages />}
        {count === 0 && !chat.isReading && (
          <TestChatStart suggestions={suggestions} onChoose={(text) => thenFocusBox(() => chat.send(text))} />
        )}
        {chat.messages.map((message, index) => (
          <Fragment key={message.id}>
            <Entry chat={chat} index={index} botId={botId} botName={botName} choice={choiceOf(message, index)} />
          </Fragment>
        ))}
        {quickReplies && <QuickReplies {...quickReplies} />}
        {chat.answering && <WorkingLine text={chat.working ? `${chat.working}…` : "Thinking…"} />}
        {chat.handedOver && (
          <p className="py-1 text-center text-13 text-muted-foreground">
            The bot handed this conversation over to people, so it no longer answers. Start again to continue.
          </p>
        )}
        {chat.error && (
          <Alert
            tone="danger"
            action={
              <Button size="sm" variant="outline" onClick={() => thenFocusBox(chat.retry)}>
                Try again
              </Button>
            }
          >
            {chat.error}
          </Alert>
        )}
      </MessageLog>
      <div data-bottom-bar className="border-t bg-card p-3">
        <ChatComposer
          label={`Message to ${botName}`}
          placeholder="Ask what a customer would ask…"
          boxRef={composer}
          ready={chat.ready}
          onSend={chat.send}
        />
      </div>
    </section>
  );
}

function ReadingMessages() {
  return (
    <output className="grid gap-3">
      <span className="sr-only">Loading the messages</span>
      <Skeleton className="ml-auto h-10 w-1/2" />
      <Skeleton className="h-16 w-2/3" />
    </output>
  );
}

interface EntryProps {
  chat: TestChatState;
  index: number;
  botId: string;
  botName: string;
  choice: OptionChoice;
}

/** A message; the last one of a turn has its trace below it, or stands for the failure of the turn. */
function Entry({ chat, index, botId, ...shown }: EntryProps) {
  const message = chat.messages[index];
  if (!message) return null;
  const turn = turnEndingAt(chat, index);
  const failure = turn?.failure ?? null;
  const own = message.sender === "customer";
  return (
    <>
      {(own || failure === null) && <ChatMessage message={message} {...shown} />}
      {failure !== null && <FailedAnswer reason={failure} fallback={own ? [] : message.text} />}
      {turn && <MatchedLine botId={botId} turnId={turn.turnId} text={askedTextOf(chat, index)} />}
      {turn && <TurnTrace turnId={turn.turnId} />}
    </>
  );
}

/** The words of the customer's message that a turn answered. */
function askedTextOf({ messages }: TestChatState, index: number): string {
  const asked = messages.slice(0, index + 1).findLast(({ sender }) => sender === "customer");
  return asked
    ? asked.text
        .map(({ text }) => text)
        .join("\n")
        .trim()
    : "";
}

/** The turn that ends with this message. */
function turnEndingAt({ messages, turns }: TestChatState, index: number): AskedTurn | undefined {
  const next = messages[index + 1];
  if (next && next.sender !== "customer") return undefined;
  const asked = messages.slice(0, index + 1).findLast(({ sender }) => sender === "customer");
  return asked && turns[asked.id];
}
