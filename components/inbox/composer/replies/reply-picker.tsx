"use client";

import { Command } from "cmdk";
import type { RefObject } from "react";
import { ActiveOption } from "@/components/ui/active-option";
import { fillReply, type ReplyValues } from "@/server/inbox/saved-replies/reply-template";
import type { ReplyPickerState } from "./use-reply-picker";

interface ReplyPickerProps {
  box: RefObject<HTMLTextAreaElement | null>;
  picker: ReplyPickerState;
  values: ReplyValues;
}

/** The saved replies that match what is typed after a slash, above the text box. */
export function ReplyPicker(props: ReplyPickerProps) {
  const { isOpen, matches } = props.picker;
  if (!isOpen) return null;
  return (
    <div
      role="presentation"
      // A click in the list must not take the focus from the text box.
      onMouseDown={(event) => event.preventDefault()}
      className="absolute inset-x-0 bottom-full z-30 mb-2 overflow-hidden rounded-lg border bg-popover text-popover-foreground shadow-floating"
    >
      {matches.length > 0 ? <Options {...props} /> : <NoMatch picker={props.picker} />}
    </div>
  );
}

function Options({ box, picker, values }: ReplyPickerProps) {
  const { matches, active, activate, insert } = picker;
  return (
    <>
      <Command shouldFilter={false} value={active?.id ?? ""} onValueChange={activate}>
        <Command.List label="Saved replies" className="max-h-[min(18rem,40dvh)] scroll-py-1 overflow-y-auto p-1">
          {matches.map((reply) => (
            <Command.Item
              key={reply.id}
              value={reply.id}
              onSelect={() => insert(reply)}
              className="grid cursor-default gap-0.5 rounded-md px-2.5 py-1.5 select-none data-[selected=true]:bg-accent data-[selected=true]:text-accent-foreground"
            >
              <span className="flex min-w-0 items-baseline gap-2">
                <span className="truncate text-14 font-medium">{reply.name}</span>
                <span className="shrink-0 font-mono text-12 text-muted-foreground">/{reply.shortcut}</span>
              </span>
              <span dir="auto" className="truncate text-13 text-muted-foreground">
                {fillReply(reply.text, values)}
              </span>
            </Command.Item>
          ))}
          <ActiveOption box={box} />
        </Command.List>
      </Command>
      <p aria-hidden className="border-t px-3 py-1.5 text-12 text-muted-foreground pointer-coarse:hidden">
        ↑ ↓ to choose, Enter to insert, Esc to close
      </p>
    </>
  );
}

function NoMatch({ picker: { hasReplies, query } }: Pick<ReplyPickerProps, "picker">) {
  return (
    <output className="block px-3 py-2.5 text-13 text-muted-foreground">
      {hasReplies
        ? `No saved reply matches “${query}”.`
        : "There are no saved replies yet. Editors add them in Settings, Saved replies."}
    </output>
  );
}
