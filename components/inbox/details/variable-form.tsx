"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { useChangeOptions } from "../use-change-options";
import { variableText, variableValue } from "./variable-text";

interface VariableFormProps {
  conversationId: string;
  /** Null for a new variable. */
  name: string | null;
  value: unknown;
  onClose: () => void;
}

/** Edits one variable. The input stays when saving fails. */
export function VariableForm({ conversationId, name, value, onClose }: VariableFormProps) {
  const trpc = useTRPC();
  const [newName, setNewName] = useState("");
  const [text, setText] = useState(value === undefined ? "" : variableText(value));
  useUnsavedChanges(newName !== "" || text !== (value === undefined ? "" : variableText(value)));
  const nameBox = useRef<HTMLInputElement>(null);
  const valueBox = useRef<HTMLTextAreaElement>(null);
  useEffect(() => (nameBox.current ?? valueBox.current)?.focus(), []);
  const { onSuccess } = useChangeOptions(conversationId);
  const save = useMutation(
    trpc.inbox.setVariables.mutationOptions({
      onSuccess: async () => {
        await onSuccess();
        onClose();
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ conversationId, values: { [name ?? newName.trim()]: variableValue(text, value) } });
  }
  return (
    <form onSubmit={submit} className="grid gap-2">
      {name === null && (
        <Input
          ref={nameBox}
          aria-label="Name of the variable"
          placeholder="name"
          required
          value={newName}
          onChange={(event) => setNewName(event.target.value)}
          className="h-8 font-mono"
        />
      )}
      <Textarea
        ref={valueBox}
        aria-label={name === null ? "Value of the variable" : `Value of ${name}`}
        rows={1}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="max-h-40 min-h-8 resize-none py-1 text-14"
      />
      {save.error && (
        <p role="alert" className="text-12 text-destructive-soft-foreground">
          {messageOf(save.error)}
        </p>
      )}
      <span className="flex gap-2">
        <Button type="submit" size="sm" pending={save.isPending}>
          Save
        </Button>
        <Button size="sm" variant="ghost" onClick={onClose}>
          Cancel
        </Button>
      </span>
    </form>
  );
}
