"use client";

import { MessageCircleQuestion, RotateCcw } from "lucide-react";
import { Fragment, useRef } from "react";
import { WorkingLine } from "@/components/chat/chat-bubble";
import { ChatComposer } from "@/components/chat/chat-composer";
import { ChatMessage } from "@/components/chat/chat-message";
import { focusToWrite } from "@/components/chat/focus-to-write";
import { MessageLog } from "@/components/chat/message-log";
import { useOpenOptions } from "@/components/chat/options/use-open-options";
import { QuickReplies } from "@/components/chat/options/quick-replies";
import { TurnTrace } from "@/components/trace/turn-trace";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useTestChat } from "./use-test-chat";

interface TestChatProps {
  bot: { id: string; name: string };
  /** Example questions for the empty chat. */
  suggestions: string[];
  canEdit: boolean;
}

/** A chat with the bot's draft, beside its editor, with the trace of each turn. */
export function TestChat({ bot, suggestions, canEdit }: TestChatProps) {
  const chat = useTestChat(bot.id);
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
    canChoose: chat.ready && canEdit,
    onChoose: (messageId, option) => thenFocusBox(() => chat.choose(messageId, option)),
  });

  return (
    <section
      aria-label="Test chat"
      // The height above it on narrow screens: the bot's row, its tabs (2.5rem) and the switch (3.25rem).
      className="flex h-[calc(100dvh-var(--bot-top)-5.75rem)] min-h-96 flex-col bg-background lg:h-full"
    >
      <div className="flex min-h-15 items-center justify-between gap-2 border-b px-4 py-2.5 max-lg:min-h-12 max-lg:py-2">
        <div className="grid min-w-0">
          <h2 className="text-14 font-semibold tracking-tight max-lg:sr-only">Test chat</h2>
          <p className="text-13 leading-5 text-muted-foreground">Runs your draft. Customers don’t see it.</p>
        </div>
        {count > 0 && (
          <Button variant="ghost" size="sm" className="-mr-2" onClick={() => thenFocusBox(chat.restart)}>
            <RotateCcw /> Start again
          </Button>
        )}
      </div>
      <MessageLog className="py-4">
        {count === 0 && (
          <Start
            suggestions={canEdit ? suggestions : []}
            onChoose={(text) => thenFocusBox(() => chat.send(text))}
            canEdit={canEdit}
          />
        )}
        {chat.messages.map((message, index) => (
          <Fragment key={message.id}>
            <ChatMessage message={message} botName={bot.name} choice={choiceOf(message, index)} images="linked" />
            <Trace chat={chat} index={index} />
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
      <div className="border-t bg-card p-3">
        <ChatComposer
          label={`Message to ${bot.name}`}
          placeholder={canEdit ? "Ask what a customer would ask…" : "Your role can’t try bots."}
          boxRef={composer}
          ready={chat.ready}
          canWrite={canEdit}
          onSend={chat.send}
        />
      </div>
    </section>
  );
}

/** Shown below a turn's last message. */
function Trace({ chat, index }: { chat: ReturnType<typeof useTestChat>; index: number }) {
  const turnId = turnEndingAt(chat, index);
  return turnId ? <TurnTrace turnId={turnId} /> : null;
}

/** The turn that ends with this message, whose trace is shown below it. */
function turnEndingAt({ messages, turnIds }: ReturnType<typeof useTestChat>, index: number): string | undefined {
  const next = messages[index + 1];
  if (next?.role === "assistant") return undefined;
  const asked = messages.slice(0, index + 1).findLast(({ role }) => role === "user");
  return asked && turnIds[asked.id];
}

interface StartProps {
  suggestions: string[];
  onChoose: (text: string) => void;
  canEdit: boolean;
}

function Start({ suggestions, onChoose, canEdit }: StartProps) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-5 py-6 text-center">
      <div className="grid max-w-72 justify-items-center gap-1.5">
        <span
          aria-hidden
          className="mb-1.5 flex size-11 items-center justify-center rounded-lg bg-secondary text-muted-foreground"
        >
          <MessageCircleQuestion className="size-5" />
        </span>
        <p className="text-16 font-semibold tracking-tight">Try the bot</p>
        <p className="text-14 leading-6 text-balance text-muted-foreground">
          {canEdit
            ? "Ask what a customer would ask. Below each answer, its trace shows what the bot did and every call it made."
            : "Only people who can edit the bot can try it here."}
        </p>
      </div>
      <div className="flex max-w-full flex-col items-center gap-2">
        {suggestions.map((text) => (
          <Button
            key={text}
            size="sm"
            variant="outline"
            className="h-auto min-h-8 max-w-full rounded-full py-1 wrap-anywhere whitespace-normal"
            onClick={() => onChoose(text)}
          >
            {text}
          </Button>
        ))}
      </div>
    </div>
  );
}
