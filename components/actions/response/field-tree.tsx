"use client";

import { ChevronRight } from "lucide-react";
import { useRef, useState, type KeyboardEvent } from "react";
import { cn } from "@/components/ui/cn";
import { shownLines, type FieldLine, type FieldNode } from "./field-nodes";

interface FieldTreeProps {
  nodes: FieldNode[];
  labelledBy: string;
  onChoose: (reference: string) => void;
}

/** A tree of fields: the arrow keys move and open, Enter or a click chooses. */
export function FieldTree({ nodes, labelledBy, onChoose }: FieldTreeProps) {
  const tree = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(firstOpen(nodes)));
  const [active, setActive] = useState(nodes[0]?.reference ?? "");
  const lines = shownLines(nodes, open);
  const current = lines.find(({ reference }) => reference === active) ?? lines[0];

  function toggle(reference: string, isOpen: boolean) {
    const one = new Set([reference]);
    setOpen((shown) => (isOpen ? shown.union(one) : shown.difference(one)));
  }

  function goTo(line: FieldLine | undefined) {
    if (!line) return;
    setActive(line.reference);
    tree.current?.querySelector<HTMLElement>(`[data-reference="${CSS.escape(line.reference)}"]`)?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!current || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = lines.indexOf(current);
    if (event.key === "ArrowDown") goTo(lines[at + 1]);
    else if (event.key === "ArrowUp") goTo(lines[at - 1]);
    else if (event.key === "Home") goTo(lines[0]);
    else if (event.key === "End") goTo(lines.at(-1));
    else if (event.key === "ArrowRight" && current.isOpen) goTo(lines[at + 1]);
    else if (event.key === "ArrowRight" && current.hasChildren) toggle(current.reference, true);
    else if (event.key === "ArrowLeft" && current.isOpen) toggle(current.reference, false);
    else if (event.key === "ArrowLeft") goTo(lines.find(({ reference }) => reference === current.parent));
    else if (event.key === "Enter" || event.key === " ") onChoose(current.reference);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={tree}
      role="tree"
      aria-labelledby={labelledBy}
      className="max-h-72 overflow-y-auto rounded-lg border bg-muted p-1 font-mono text-12"
    >
      {lines.map((line) => (
        <Line
          key={line.reference}
          line={line}
          isActive={line === current}
          onToggle={() => toggle(line.reference, !line.isOpen)}
          onFocus={() => setActive(line.reference)}
          onKeyDown={onKeyDown}
          onChoose={() => onChoose(line.reference)}
        />
      ))}
    </div>
  );
}

interface LineProps {
  line: FieldLine;
  isActive: boolean;
  onToggle: () => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onChoose: () => void;
}

function Line({ line, isActive, onToggle, onFocus, onKeyDown, onChoose }: LineProps) {
  const { label, reference, preview, level, hasChildren, isOpen } = line;
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-expanded={hasChildren ? isOpen : undefined}
      aria-selected={isActive}
      data-reference={reference}
      tabIndex={isActive ? 0 : -1}
      title={`{{${reference}}}`}
      onFocus={onFocus}
      onClick={onChoose}
      onKeyDown={onKeyDown}
      style={{ paddingInlineStart: `${(level - 1) * 0.875 + 0.25}rem` }}
      className="flex min-w-0 cursor-pointer items-start gap-1 rounded-md py-0.5 pr-2 leading-5 focus-ring hover:bg-accent"
    >
      <span
        aria-hidden
        onClick={(event) => {
          if (!hasChildren) return;
          event.stopPropagation();
          onToggle();
        }}
        className="flex size-5 shrink-0 items-center justify-center"
      >
        {hasChildren && <ChevronRight className={cn("size-3.5 transition-transform", isOpen && "rotate-90")} />}
      </span>
      <span className="shrink-0 font-medium">{label}</span>
      <span className="min-w-0 truncate text-muted-foreground">{preview}</span>
    </div>
  );
}

/** The top fields, and what they contain if that is an object. */
function firstOpen(nodes: FieldNode[]): string[] {
  return nodes.flatMap(({ reference, children }) => [
    reference,
    ...children.filter((child) => child.children.length < 8).map((child) => child.reference),
  ]);
}
