"use client";

import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import {
  AlarmClock,
  Footprints,
  GripVertical,
  ListOrdered,
  MessageCircleQuestion,
  TextQuote,
  Webhook,
  type LucideIcon,
} from "lucide-react";
import { memo, type KeyboardEvent } from "react";
import { cn } from "@/components/ui/cn";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import { openerId } from "../focus-later";
import { summaryOf } from "../panel/responses/response-kinds";
import { ProblemBadge } from "../problems/problem-badge";
import { aroundHit, type Found } from "./find-interactions";
import { HitText } from "./hit-text";
import { InteractionMenu } from "./interaction-menu";

interface InteractionRowProps {
  found: Found;
  search: string;
  isSelected: boolean;
  /** The test chat came to it. */
  isOnPath: boolean;
  errors: number;
  warnings: number;
  canEdit: boolean;
  /** Whether it can be moved: not while a search hides others, and not Welcome or Fallback. */
  isMovable: boolean;
  onOpen: (id: string) => void;
  onMove: (id: string, by: -1 | 1) => void;
}

/** One interaction in the list: its name, what it has, and its commands. */
export const InteractionRow = memo(function InteractionRow(props: InteractionRowProps) {
  const { found, search, isSelected, isOnPath, errors, warnings, canEdit, isMovable, onOpen, onMove } = props;
  const { interaction, place } = found;
  const { id, name } = interaction;
  const { setNodeRef, transform, transition, isDragging, attributes, listeners } = useSortable({
    id,
    disabled: !isMovable,
  });

  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>) {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
    if (by === null) return;
    event.preventDefault();
    if (!event.altKey) focusRowBeside(event.currentTarget, by);
    else if (isMovable) onMove(id, by);
  }

  return (
    <li
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform && { ...transform, x: 0 }), transition }}
      className={cn(
        "flex min-w-0 items-center border-b bg-card [contain-intrinsic-size:auto_3.5rem] last:border-b-0",
        // A row that is not in view costs no layout.
        !isDragging && "[content-visibility:auto]",
        isDragging && "relative z-10 rounded-lg border shadow-lifted",
        isSelected && "bg-accent",
      )}
    >
      {canEdit && (
        <button
          type="button"
          {...attributes}
          {...listeners}
          tabIndex={-1}
          aria-label={`Drag ${name}`}
          className={cn(
            "flex h-10 w-6 shrink-0 cursor-grab touch-none items-center justify-center text-muted-foreground hover:text-foreground max-sm:hidden",
            !isMovable && "invisible",
          )}
        >
          <GripVertical aria-hidden className="size-4" />
        </button>
      )}
      <button
        type="button"
        id={openerId(id)}
        data-interaction-row
        aria-current={isSelected ? "true" : undefined}
        aria-keyshortcuts={isMovable ? "Alt+ArrowUp Alt+ArrowDown" : undefined}
        onClick={() => onOpen(id)}
        onKeyDown={onKeyDown}
        className={cn(
          "flex min-h-13 min-w-0 flex-1 items-center gap-3 rounded-md py-1.5 pr-2 text-left outline-2 -outline-offset-2 outline-transparent focus-visible:outline-ring",
          canEdit ? "pl-3 sm:pl-1" : "pl-3",
        )}
      >
        <span className="grid min-w-0 flex-1">
          <span className="truncate text-14 font-medium">
            <HitText text={name} search={search} />
          </span>
          <span className="truncate text-13 text-muted-foreground">
            {place ? (
              <>
                {place.label}: <HitText text={aroundHit(place.text, search)} search={search} />
              </>
            ) : (
              firstText(interaction)
            )}
          </span>
        </span>
        {isOnPath && <Mark icon={Footprints} text="the test chat came here" />}
        <ProblemBadge errors={errors} warnings={warnings} />
        <RowMarks interaction={interaction} />
      </button>
      {canEdit && (
        <span className="shrink-0 pr-1.5">
          <InteractionMenu interaction={interaction} {...(isMovable && { onMove: (by) => onMove(id, by) })} />
        </span>
      )}
    </li>
  );
});

function firstText({ responses, menu }: Interaction): string {
  const text = responses.map(summaryOf).find((summary) => summary.trim() !== "");
  return text ?? menu?.rows.map(({ text }) => text).join(" · ") ?? "No responses yet";
}

/** What an interaction has, as icons. */
function RowMarks({ interaction }: { interaction: Interaction }) {
  const { phrases, keywords, triggers, menu, attributes, silence, fulfilmentId } = interaction;
  const says = phrases.length + keywords.length + triggers.length;
  const hasWebhook =
    fulfilmentId !== null ||
    (menu?.rows.some(({ redirect, webhookId }) => redirect.type === "webhook" || webhookId !== null) ?? false);
  return (
    <span className="flex shrink-0 items-center gap-2.5 text-12 text-muted-foreground">
      {says > 0 && (
        <Mark icon={TextQuote} count={says} text={`${says} ${says === 1 ? "phrase" : "phrases"} and keywords`} />
      )}
      {attributes.length > 0 && (
        <Mark icon={MessageCircleQuestion} count={attributes.length} text={`asks for ${attributes.length}`} />
      )}
      {menu && <Mark icon={ListOrdered} count={menu.rows.length} text={`menu with ${menu.rows.length} rows`} />}
      {hasWebhook && <Mark icon={Webhook} text="calls a webhook" />}
      {silence.length > 0 && <Mark icon={AlarmClock} text="reacts to silence" />}
    </span>
  );
}

function Mark({ icon: Icon, count, text }: { icon: LucideIcon; count?: number; text: string }) {
  return (
    <span className="inline-flex items-center gap-1 tabular-nums" title={text}>
      <Icon aria-hidden className="size-3.5" />
      {count !== undefined && <span aria-hidden>{count}</span>}
      <span className="sr-only">, {text}</span>
    </span>
  );
}

/** Moves the focus to the row before or after. */
function focusRowBeside(row: HTMLElement, by: -1 | 1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-interaction-row]")];
  rows[rows.indexOf(row) + by]?.focus();
}
