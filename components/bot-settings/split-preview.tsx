"use client";

import { useId, useState } from "react";
import { ChatBubble } from "@/components/chat/chat-bubble";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { AnswerSplit } from "@/server/schemas/bot-behaviour";
import { markdownRange, textParts } from "@/server/conversations/text-parts";
import { answerMessages } from "@/server/turn/replies/compose-replies";

const SAMPLE = `Your order 7 left our warehouse this morning. It should be with you on Friday.

You can follow it at https://shop.example/track?order=7. Two things to know:

1. Someone has to sign for it.
2. The courier calls 30 minutes before.

Is there anything else I can do for you?`;

/** An answer as the customer would get it with the current settings. */
export function SplitPreview({ split, header, footer }: { split: AnswerSplit; header: string; footer: string }) {
  const heading = useId();
  const [text, setText] = useState(SAMPLE);
  const isUsable = Number.isInteger(split.maxCharacters) && split.maxCharacters >= 100;
  const messages = answerMessages(text, isUsable ? split : { ...split, maxCharacters: 1000 }, { header, footer });
  return (
    <>
      <Field label="Try it" hint="A sample answer; it is not saved.">
        <Textarea value={text} maxLength={5000} onChange={(event) => setText(event.target.value)} />
      </Field>
      <section aria-labelledby={heading} className="grid gap-2.5">
        <p id={heading} aria-live="polite" className="text-13 leading-5 text-muted-foreground">
          {messages.length === 1 ? "The customer gets one message:" : `The customer gets ${messages.length} messages:`}
        </p>
        <div className="grid max-h-96 gap-2.5 overflow-y-auto rounded-lg bg-muted p-3">
          {[...messages.entries()].map(([part, shown]) => (
            <ChatBubble key={part} sender="ai" name={`Message ${part + 1}`} text={previewed(shown)} />
          ))}
        </div>
      </section>
    </>
  );
}

function previewed(reply: ReturnType<typeof answerMessages>[number]) {
  const markdown = markdownRange({ ...reply, sender: "ai", turnId: "preview" });
  return textParts({ text: reply.text, markdown });
}
