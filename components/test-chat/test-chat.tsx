"use client";

import { RotateCcw, Sparkles } from "lucide-react";
import { Fragment } from "react";
import type { Bot } from "@/components/bot-editor/bot-types";
import { ChatBubble, WorkingLine } from "@/components/chat/chat-bubble";
import { ChatComposer } from "@/components/chat/chat-composer";
import { MessageLog } from "@/components/chat/message-log";
import { textOf } from "@/components/chat/shown-message";
import { TurnTrace } from "@/components/trace/turn-trace";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useTestChat } from "./use-test-chat";

const suggestions = ["Where is my order A-1042?", "What can you do?"];

/** Talks to the draft beside its editor and shows what each turn did. */
export function TestChat({ bot, canEdit }: { bot: Bot; canEdit: boolean }) {
  const chat = useTestChat(bot.id);
  const count = chat.messages.length;
  const last = chat.messages.at(-1);
  const waiting = chat.streaming && (last?.role !== "assistant" || textOf(last) === "");

  return (
    <section aria-label="Test chat" className="flex h-[calc(100dvh-16rem)] min-h-96 flex-col bg-background lg:h-full">
      <div className="flex items-center justify-between gap-2 border-b px-4 py-2.5">
        <div className="grid">
          <h2 className="text-sm font-semibold tracking-tight">Test chat</h2>
          <p className="text-xs text-muted-foreground">Runs the draft; customers see none of it.</p>
        </div>
        <IconButton label="Start again" onClick={chat.restart} disabled={count === 0}>
          <RotateCcw />
        </IconButton>
      </div>
      <MessageLog className="py-4">
        {count === 0 && canEdit && <Suggestions onChoose={chat.send} />}
        {chat.messages.map((message, index) => {
          const own = message.role === "user";
          const text = textOf(message);
          const asked = chat.messages[index - 1];
          const turnId = own || !asked ? undefined : chat.turnIds[asked.id];
          return (
            <Fragment key={message.id}>
              {text !== "" && <ChatBubble sender={own ? "customer" : "ai"} name={own ? "You" : bot.name} text={text} />}
              {turnId && <TurnTrace turnId={turnId} />}
            </Fragment>
          );
        })}
        {waiting && <WorkingLine text={chat.working ? `${chat.working}…` : "Thinking…"} />}
        {chat.error && (
          <Alert
            tone="danger"
            action={
              <Button size="sm" variant="outline" onClick={chat.retry}>
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
          placeholder={canEdit ? "Ask the bot something…" : "Your role may not try bots."}
          ready={canEdit && !chat.streaming}
          onSend={chat.send}
        />
      </div>
    </section>
  );
}

function Suggestions({ onChoose }: { onChoose: (text: string) => void }) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-3 text-center">
      <Sparkles aria-hidden className="size-5 text-primary" />
      <p className="max-w-60 text-sm text-muted-foreground">
        Ask what a customer would ask. Below each answer you see what the bot did.
      </p>
      <div className="grid gap-2">
        {suggestions.map((text) => (
          <Button key={text} size="sm" variant="outline" onClick={() => onChoose(text)}>
            {text}
          </Button>
        ))}
      </div>
    </div>
  );
}
