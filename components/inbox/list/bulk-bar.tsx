"use client";

import { Check, Clock, MailOpen, RotateCcw, UserRoundPlus, X } from "lucide-react";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { AssignMenu } from "../assign-menu";
import type { InboxMember } from "../inbox-types";
import type { RowActions } from "./use-row-actions";
import type { Selection } from "./use-selection";

interface BulkBarProps {
  selection: Selection;
  /** How many conversations the list shows. */
  listed: number;
  isClosedView: boolean;
  actions: RowActions;
  onSnooze: () => void;
  member: InboxMember;
}

/** What can be done with the selected conversations. */
export function BulkBar({ selection, listed, isClosedView, actions, onSnooze, member }: BulkBarProps) {
  const count = selection.selected.length;
  const areAll = count === listed;
  return (
    <div
      role="toolbar"
      aria-label="Selected conversations"
      className="flex h-11 shrink-0 items-center gap-1 border-b pr-2 pl-5"
    >
      <Checkbox
        aria-label={areAll ? "Unselect all" : "Select all"}
        checked={areAll ? true : "indeterminate"}
        onCheckedChange={areAll ? selection.clear : selection.selectAll}
      />
      <span aria-live="polite" className="ml-2 min-w-0 flex-1 truncate text-13">
        {count} selected
      </span>
      <AssignMenu member={member} onAssign={actions.assign}>
        <IconButton label="Assign" size="sm" tooltip={false} pending={actions.isPending}>
          <UserRoundPlus />
        </IconButton>
      </AssignMenu>
      <IconButton label="Snooze" size="sm" onClick={onSnooze}>
        <Clock />
      </IconButton>
      <IconButton label="Mark as read" size="sm" onClick={actions.markRead}>
        <MailOpen />
      </IconButton>
      <IconButton label={isClosedView ? "Open again" : "Close"} size="sm" onClick={actions.closeOrReopen}>
        {isClosedView ? <RotateCcw /> : <Check />}
      </IconButton>
      <IconButton label="Unselect all" size="sm" onClick={selection.clear}>
        <X />
      </IconButton>
    </div>
  );
}
