"use client";

import { ArrowUp } from "lucide-react";
import { type FormEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { isComposing } from "@/components/ui/is-composing";
import { Textarea } from "@/components/ui/textarea";

/** The longest message that the chat endpoint accepts (CONTRACTS §7). */
const MAX_CHARACTERS = 4000;
const COUNT_FROM = 3500;

interface ChatComposerProps {
  label: string;
  placeholder: string;
  /** False while a message is being answered or the chat is not ready; a message sent then waits in the box. */
  ready: boolean;
  onSend: (text: string) => void;
  /** The text box, for a page that moves the focus there. */
  boxRef?: RefObject<HTMLTextAreaElement | null>;
}

/** The text box for messages. Enter sends as soon as the chat is ready; Shift+Enter adds a new line. */
export function ChatComposer({ label, placeholder, ready, onSend, boxRef }: ChatComposerProps) {
  const [text, setText] = useState("");
  /** Enter was pressed before the chat was ready, and the text has not changed since. */
  const [isWaiting, setIsWaiting] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const ownBox = useRef<HTMLTextAreaElement>(null);
  const box = boxRef ?? ownBox;
  const isComplete = text.trim() !== "" && text.length <= MAX_CHARACTERS;

  useEffect(() => {
    if (isWaiting && ready) form.current?.requestSubmit();
  }, [isWaiting, ready]);

  function send(event?: FormEvent) {
    event?.preventDefault();
    if (!isComplete) return;
    if (!ready) return setIsWaiting(true);
    onSend(text.trim());
    change("");
  }

  function change(typed: string) {
    setText(typed);
    setIsWaiting(false);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    send();
  }

  return (
    <form ref={form} onSubmit={send} className="grid grid-cols-1 gap-1">
      <div className="relative">
        <Textarea
          aria-label={label}
          placeholder={placeholder}
          value={text}
          rows={1}
          ref={box}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          className="block max-h-40 min-h-12 resize-none rounded-3xl py-2.75 pr-14 pl-4 text-16 md:text-14"
        />
        <IconButton
          label="Send"
          type="submit"
          variant="primary"
          disabled={!ready || !isComplete}
          className="absolute right-1.5 bottom-1.5 rounded-full text-primary-foreground shadow-none hover:text-primary-foreground disabled:bg-secondary disabled:text-muted-foreground disabled:opacity-100"
        >
          <ArrowUp />
        </IconButton>
      </div>
      {/* Always rendered, so that screen readers announce its changes. */}
      <output className={isWaiting ? "px-2 text-12 text-muted-foreground" : "sr-only"}>
        {isWaiting && "Sends when the bot is ready. Edit the text to cancel."}
      </output>
      {text.length > COUNT_FROM && (
        <output className="px-2 text-12 text-muted-foreground">
          {text.length > MAX_CHARACTERS
            ? `${text.length - MAX_CHARACTERS} characters too many`
            : `${MAX_CHARACTERS - text.length} characters left`}
        </output>
      )}
    </form>
  );
}
