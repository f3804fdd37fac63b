"use client";

import { Command } from "cmdk";
import { FileBraces, Search, SquareTerminal } from "lucide-react";
import { useRef, useState, type ComponentType, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogContent, DialogTitle, DialogTrigger } from "@/components/ui/dialog";
import { stepKindForms } from "../steps/registry";
import { stepGroups } from "./step-groups";
import type { StepKindName } from "./step-kind-form";

export type ImportSource = "curl" | "openapi";

interface AddStepMenuProps {
  /** The button that opens the list. */
  trigger: ReactNode;
  onChoose: (kind: StepKindName) => void;
  onImport: (source: ImportSource) => void;
}

const imports = [
  {
    source: "curl",
    label: "From a curl command",
    icon: SquareTerminal,
    description: "Paste one from your system’s documentation.",
  },
  {
    source: "openapi",
    label: "From an OpenAPI document",
    icon: FileBraces,
    description: "Choose an operation to import with its arguments.",
  },
] as const;

/** Shadows at the edges behind which more entries are. They scroll away with the first and the last entry. */
const moreBelow = cn(
  "bg-[linear-gradient(var(--popover)_40%,transparent),linear-gradient(transparent,var(--popover)_60%),radial-gradient(farthest-side_at_50%_0,var(--border-strong),transparent),radial-gradient(farthest-side_at_50%_100%,var(--border-strong),transparent)]",
  "bg-size-[100%_2.5rem,100%_2.5rem,100%_0.875rem,100%_0.875rem] bg-position-[top,bottom,top,bottom] bg-no-repeat [background-attachment:local,local,scroll,scroll]",
);

/** A searchable list of all kinds of steps and of the sources of an imported one. */
export function AddStepMenu({ trigger, onChoose, onImport }: AddStepMenuProps) {
  const [open, setOpen] = useState(false);
  /** Set after a choice: the new step or dialog takes the focus. Otherwise it returns to the button. */
  const isChosen = useRef(false);
  const choose = (act: () => void) => () => {
    isChosen.current = true;
    setOpen(false);
    act();
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        width="lg"
        aria-describedby={undefined}
        className="gap-0 overflow-hidden p-0"
        onCloseAutoFocus={(event) => {
          if (isChosen.current) event.preventDefault();
          isChosen.current = false;
        }}
      >
        <DialogTitle className="sr-only">Add a step</DialogTitle>
        <Command
          loop
          vimBindings={false}
          label="Search the kinds of steps"
          filter={fits}
          className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)]"
        >
          <div className="flex h-16 items-center gap-2.5 border-b pr-14 pl-4">
            <Search aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            <Command.Input
              placeholder="Search steps: table, wait, curl …"
              className="min-w-0 flex-1 bg-transparent text-16 outline-none placeholder:text-muted-foreground md:text-14"
            />
          </div>
          <Command.List
            label="Steps"
            className={cn(
              moreBelow,
              "max-h-[calc(100dvh-6.25rem)] scroll-py-2 overflow-y-auto p-2 **:[[cmdk-list-sizer]]:grid **:[[cmdk-list-sizer]]:content-start **:[[cmdk-list-sizer]]:gap-x-2 md:**:[[cmdk-list-sizer]]:grid-cols-2",
            )}
          >
            <Command.Empty className="px-2.5 py-6 text-center text-13 text-muted-foreground md:col-span-2">
              No step is called that. Try “webhook”, “table” or “wait”.
            </Command.Empty>
            {stepGroups.map(({ label, kinds }) => (
              <Group key={label} label={label}>
                {kinds.map((kind) => (
                  <Choice key={kind} {...stepKindForms[kind]} onSelect={choose(() => onChoose(kind))} />
                ))}
              </Group>
            ))}
            <Group label="Import a webhook">
              {imports.map(({ source, ...looks }) => (
                <Choice key={source} {...looks} onSelect={choose(() => onImport(source))} />
              ))}
            </Group>
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  );
}

/** Finds every word of the search at the start of a word of the entry, so that "wait" does not find "What". */
function fits(_value: string, search: string, keywords: string[] = []): number {
  const text = ` ${keywords.join(" ").toLowerCase()}`;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.every((word) => text.includes(` ${word}`))) return 0;
  // Names before descriptions.
  return text.startsWith(` ${words[0] ?? ""}`) ? 1 : 0.5;
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={label}
      className="min-w-0 pb-1.5 **:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-12 **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-muted-foreground"
    >
      {children}
    </Command.Group>
  );
}

interface ChoiceProps {
  label: string;
  icon: ComponentType<{ "aria-hidden": true; className?: string }>;
  description: string;
  onSelect: () => void;
}

function Choice({ label, icon: Icon, description, onSelect }: ChoiceProps) {
  return (
    <Command.Item
      value={label}
      keywords={[label, description]}
      onSelect={onSelect}
      className="flex cursor-default items-start gap-2.5 rounded-md px-2.5 py-1.5 text-14 select-none data-[selected=true]:bg-accent data-[selected=true]:text-accent-foreground"
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <span className="grid min-w-0">
        <span className="font-medium">{label}</span>
        <span className="text-12 text-muted-foreground">{description}</span>
      </span>
    </Command.Item>
  );
}
