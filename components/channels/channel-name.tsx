"use client";

import { Pencil } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { isComposing } from "@/components/ui/is-composing";

interface ChannelNameProps {
  name: string;
  pending: boolean;
  /** Resolves to whether the name was saved. */
  onSave: (name: string) => Promise<boolean>;
}

/** A channel's name as a heading that can be edited in place. */
export function ChannelName({ name, pending, onSave }: ChannelNameProps) {
  const [typed, setTyped] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const next = typed?.trim();
    if (!next || next === name || (await onSave(next))) setTyped(null);
  }

  if (typed === null) {
    return (
      <div className="flex min-w-0 items-center gap-1">
        <h2 className="min-w-0 text-16 font-semibold wrap-anywhere">{name}</h2>
        <IconButton label="Rename channel" size="sm" onClick={() => setTyped(name)}>
          <Pencil className="size-3.5" />
        </IconButton>
      </div>
    );
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-2">
      <Input
        ref={select}
        aria-label="Name of the channel"
        value={typed}
        maxLength={80}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && !isComposing(event) && setTyped(null)}
        className="w-72 max-w-full"
      />
      <Button type="submit" size="sm" pending={pending} disabled={typed.trim() === ""}>
        Rename
      </Button>
      <Button size="sm" variant="outline" onClick={() => setTyped(null)}>
        Cancel
      </Button>
    </form>
  );
}

function select(input: HTMLInputElement | null): void {
  input?.select();
}
