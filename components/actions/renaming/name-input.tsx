"use client";

import { createContext, useContext, useRef, type KeyboardEvent } from "react";
import { Input } from "@/components/ui/input";
import { isComposing } from "@/components/ui/is-composing";
import type { Renaming } from "@/server/actions/templates/rename-reference";
import { identifier } from "@/server/text/identifier";

/** Lets the references in the action follow a new name. Returns false if another row has that name. */
export const RenameContext = createContext<(renaming: Renaming) => boolean>(() => true);

interface NameInputProps {
  /** What the name belongs to, as in references. */
  root: Renaming["root"];
  value: string;
  placeholder?: string;
  onChange: (name: string) => void;
}

/** The box for a name that templates use. When the user has finished a new name, the references follow it. */
export function NameInput({ root, value, placeholder, onChange }: NameInputProps) {
  const rename = useContext(RenameContext);
  /** The name that references have. A new one may pass through names that are invalid or taken. */
  const from = useRef("");
  const isSettled = useRef(true);

  function begin() {
    if (isSettled.current && isName(value)) from.current = value;
  }

  function commit() {
    if (!isName(value)) return;
    isSettled.current = value === from.current || rename({ root, from: from.current, to: value });
    if (isSettled.current) from.current = value;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    const isSaving = event.key === "s" && (event.ctrlKey || event.metaKey);
    if (event.key === "Enter" || isSaving) commit();
  }

  return (
    <Input
      value={value}
      maxLength={64}
      placeholder={placeholder}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      className="font-mono md:text-13"
      onFocus={begin}
      onBlur={commit}
      onKeyDown={onKeyDown}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function isName(text: string): boolean {
  return identifier.safeParse(text).success;
}
