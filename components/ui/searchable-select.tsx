"use client";

import { Command } from "cmdk";
import { Check, ChevronDown, Search } from "lucide-react";
import { Popover } from "radix-ui";
import { useId, useState } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-context";
import { inputStyles } from "./input";
import { holdsWords } from "./holds-words";

export interface SearchableOption {
  value: string;
  label: string;
  /** At the end of the line, in a muted colour; found by the search, too. */
  hint?: string;
}

interface SearchableSelectProps {
  value: string;
  onValueChange: (value: string) => void;
  /** Called when the list opens. */
  options: () => readonly SearchableOption[];
  /** The text of the chosen value. */
  shown: string;
  searchLabel: string;
  disabled?: boolean;
}

/** A choice from a long list that is searched by typing. */
export function SearchableSelect({ value, onValueChange, options, shown, ...props }: SearchableSelectProps) {
  const shownId = useId();
  // A field's label names the button instead of its content, so the chosen value is its description.
  const wiring = useFieldControl({ "aria-describedby": shownId });
  const [open, setOpen] = useState(false);
  function choose(next: string) {
    setOpen(false);
    if (next !== value) onValueChange(next);
  }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        {...wiring}
        disabled={props.disabled}
        className={cn(inputStyles, "flex h-9 items-center justify-between gap-2 text-left")}
      >
        <span id={shownId} className="truncate">
          {shown}
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={props.searchLabel}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 w-(--radix-popover-trigger-width) min-w-64 overflow-hidden rounded-lg border bg-popover text-popover-foreground shadow-floating outline-none data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0"
        >
          <OptionList {...props} value={value} options={options()} onChoose={choose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface OptionListProps {
  value: string;
  options: readonly SearchableOption[];
  searchLabel: string;
  onChoose: (value: string) => void;
}

function OptionList({ value, options, searchLabel, onChoose }: OptionListProps) {
  return (
    <Command
      label={searchLabel}
      defaultValue={value}
      filter={(_, search, keywords = []) => (holdsWords(keywords.join(" "), search) ? 1 : 0)}
    >
      <div className="flex items-center gap-2 border-b px-3">
        <Search aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        <Command.Input
          placeholder={searchLabel}
          className="h-10 w-full bg-transparent text-16 outline-none placeholder:text-muted-foreground md:text-14"
        />
      </div>
      <Command.List className="max-h-[min(18rem,calc(var(--radix-popover-content-available-height)-2.75rem))] overflow-y-auto p-1">
        <Command.Empty className="px-2.5 py-6 text-center text-14 text-muted-foreground">Nothing found.</Command.Empty>
        {options.map((option) => (
          <Command.Item
            key={option.value}
            value={option.value}
            keywords={[option.label, option.hint ?? ""]}
            onSelect={() => onChoose(option.value)}
            className="flex items-center gap-2 rounded-md px-2.5 py-1.5 text-14 select-none data-[selected=true]:bg-accent data-[selected=true]:text-accent-foreground"
          >
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
            {option.hint && <span className="shrink-0 text-12 text-muted-foreground">{option.hint}</span>}
            <Check aria-hidden className={cn("size-4 shrink-0 text-primary", option.value !== value && "invisible")} />
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
