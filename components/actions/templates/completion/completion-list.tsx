"use client";

import { Command } from "cmdk";
import { Popover } from "radix-ui";
import type { RefObject } from "react";
import { ActiveOption } from "@/components/ui/active-option";
import type { VariableGroup } from "../variable-group";
import { caretRect } from "./caret-rect";
import type { Typed } from "./find-typed";

interface CompletionListProps {
  box: RefObject<HTMLTextAreaElement | null>;
  /** What is being typed; null while the list is closed. */
  typed: Typed | null;
  groups: VariableGroup[];
  /** The reference of the active option; null for none. */
  active: string | null;
  /** Shown if there is no variable at all. */
  whenNone: string;
  onActive: (reference: string) => void;
  onAccept: (reference: string) => void;
}

const prevent = (event: Event) => event.preventDefault();

/** The variables that fit what is typed, in a list at the caret. The text area keeps the focus and takes the keys. */
export function CompletionList({ box, typed, ...props }: CompletionListProps) {
  const area = typed ? box.current : null;
  if (!area || !typed) return null;
  const place = {
    getBoundingClientRect: () => caretRect(area, typed.start),
    // Lets the list follow when something around the text area scrolls.
    contextElement: area,
  };
  return (
    <Popover.Root open>
      <Popover.Anchor virtualRef={{ current: place }} />
      <Popover.Portal>
        <Popover.Content
          role="presentation"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={prevent}
          onCloseAutoFocus={prevent}
          onEscapeKeyDown={prevent}
          onInteractOutside={prevent}
          // A click on an option must not take the focus from the text area.
          onMouseDown={(event) => event.preventDefault()}
          className="z-50 w-80 max-w-[calc(100vw-1rem)] overflow-hidden rounded-lg border bg-popover text-popover-foreground shadow-floating"
        >
          <Options box={box} {...props} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Never the value of an option, so that none is active. */
const NONE = "-";

function Options({ box, groups, active, whenNone, ...props }: Omit<CompletionListProps, "typed">) {
  if (groups.length === 0) {
    return <p className="px-3 py-2.5 text-13 leading-5 text-muted-foreground">{whenNone}</p>;
  }
  return (
    <Command vimBindings={false} shouldFilter={false} value={active ?? NONE} onValueChange={props.onActive}>
      <Command.List
        label="Values to insert"
        className="max-h-[min(18rem,calc(var(--radix-popover-content-available-height)-2px))] scroll-py-1 overflow-y-auto p-1"
      >
        {groups.map(({ label, items }) => (
          <Command.Group
            key={label}
            heading={label}
            className="**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-12 **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-muted-foreground"
          >
            {items.map(({ reference, hint }) => (
              <Command.Item
                key={reference}
                value={reference}
                onSelect={() => props.onAccept(reference)}
                className="grid cursor-default rounded-md px-2.5 py-1 select-none data-[selected=true]:bg-accent data-[selected=true]:text-accent-foreground"
              >
                <code className="font-mono text-13 break-all">{reference}</code>
                <span className="truncate text-12 text-muted-foreground">{hint}</span>
              </Command.Item>
            ))}
          </Command.Group>
        ))}
        <ActiveOption box={box} />
      </Command.List>
    </Command>
  );
}
