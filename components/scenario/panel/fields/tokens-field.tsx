"use client";

import { X } from "lucide-react";
import { useRef, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import { FormField } from "@/components/actions/fields/form-field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { isComposing } from "@/components/ui/is-composing";
import { addPhrases } from "./phrase-lists";

interface TokensFieldProps {
  path: string;
  label: string;
  hint: string;
  /** The singular name of a token, such as "keyword". */
  what: string;
  value: string[];
  readOnly: boolean;
  onChange: (tokens: string[]) => void;
}

/** A list of short texts. Enter or a comma adds what is typed, and so does leaving the box. */
export function TokensField({ path, label, hint, what, value, readOnly, onChange }: TokensFieldProps) {
  const [text, setText] = useState("");
  const box = useRef<HTMLInputElement>(null);
  const [news, setNews] = useState("");

  function add(typed: string) {
    setText("");
    const next = addPhrases(value, typed.split(/[,\n]/));
    if (next.length > value.length) onChange(next);
    else if (typed.trim() !== "") setNews(`${typed.trim()} is in the list already.`);
  }

  function remove(token: string) {
    onChange(value.filter((other) => other !== token));
    setNews(`${token} was removed.`);
    box.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    if (event.key === "Enter" || event.key === ",") {
      event.preventDefault();
      add(text);
    }
    const last = value.at(-1);
    if (event.key === "Backspace" && text === "" && last !== undefined) {
      event.preventDefault();
      remove(last);
      setText(last);
    }
  }

  function onPaste(event: ClipboardEvent) {
    const pasted = event.clipboardData.getData("text");
    if (!/[,\n]/.test(pasted)) return;
    event.preventDefault();
    add(`${text}${pasted}`);
  }

  return (
    <FormField path={path} label={label} hint={hint}>
      {value.length > 0 && (
        <ul aria-label={label} className="flex flex-wrap gap-1.5">
          {value.map((token) => (
            <li
              key={token}
              className="inline-flex max-w-full items-center gap-0.5 rounded-md border bg-muted py-0.5 pr-0.5 pl-2 text-13"
            >
              <span className="min-w-0 break-words">{token}</span>
              {!readOnly && (
                <IconButton
                  label={`Remove ${what} ${token}`}
                  tooltip={false}
                  size="sm"
                  className="size-6"
                  onClick={() => remove(token)}
                >
                  <X className="size-3.5" />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {!readOnly && (
        <Input
          ref={box}
          value={text}
          placeholder={`Add a ${what}`}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => add(text)}
        />
      )}
      <output className="sr-only">{news}</output>
    </FormField>
  );
}
