"use client";

import { FileBraces, SquareTerminal } from "lucide-react";
import { useRef, type ComponentType, type ReactNode } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { StepKindName } from "./step-kind-form";
import { stepKindForms } from "../steps/registry";

export type ImportSource = "curl" | "openapi";

interface AddStepMenuProps {
  /** The button that opens the menu. */
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

/** A menu of step kinds and import sources. Typing the start of a name selects it. */
export function AddStepMenu({ trigger, onChoose, onImport }: AddStepMenuProps) {
  /** Set after a choice: the new step or dialog takes the focus. Otherwise it returns to the button. */
  const isChosen = useRef(false);
  const choose = (act: () => void) => () => {
    isChosen.current = true;
    act();
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent
        align="start"
        className="w-88 max-w-[calc(100vw-1rem)]"
        onCloseAutoFocus={(event) => {
          if (isChosen.current) event.preventDefault();
          isChosen.current = false;
        }}
      >
        <DropdownMenuLabel>Add a step</DropdownMenuLabel>
        {Object.values(stepKindForms).map(({ kind, ...looks }) => (
          <Choice key={kind} {...looks} onSelect={choose(() => onChoose(kind))} />
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Or a webhook</DropdownMenuLabel>
        {imports.map(({ source, ...looks }) => (
          <Choice key={source} {...looks} onSelect={choose(() => onImport(source))} />
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

interface ChoiceProps {
  label: string;
  icon: ComponentType<{ "aria-hidden": true }>;
  description: string;
  onSelect: () => void;
}

function Choice({ label, icon: Icon, description, onSelect }: ChoiceProps) {
  return (
    <DropdownMenuItem textValue={label} className="items-start" onSelect={onSelect}>
      <span className="flex h-5 items-center">
        <Icon aria-hidden />
      </span>
      <span className="grid min-w-0">
        <span className="font-medium">{label}</span>
        <span className="text-12 text-muted-foreground">{description}</span>
      </span>
    </DropdownMenuItem>
  );
}
