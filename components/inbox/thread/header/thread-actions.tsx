"use client";

import { AlarmClock, AlarmClockOff, UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { AssignMenu } from "../../assign-menu";
import type { InboxConversation, InboxMember } from "../../inbox-types";
import { clockText } from "../../live/clock";
import { useNow } from "../../live/use-now";
import { ReminderMenu } from "../../reminders/reminder-menu";
import { SnoozeDialog } from "../../snooze-dialog";
import { useChangeMany } from "../../use-change-many";

interface ThreadActionsProps {
  conversation: InboxConversation;
  member: InboxMember;
}

const MINUTE_MS = 60_000;

/** The open conversation's reminder, assignee and snooze, which operators can change. */
export function ThreadActions({ conversation, member }: ThreadActionsProps) {
  const { id, reminder } = conversation;
  const { canOperate } = member;
  const menu = reminder && <ReminderMenu conversationId={id} reminder={reminder} canOperate={canOperate} />;
  if (!canOperate) return menu;
  return (
    <>
      {menu}
      <Assignee conversation={conversation} member={member} />
      {conversation.state !== "closed" && <Snooze conversation={conversation} />}
    </>
  );
}

function Assignee({ conversation: { id, assignee }, member }: ThreadActionsProps) {
  const { changeMany, isPending } = useChangeMany();
  const label = assignee ? `Assigned to ${assignee.name}` : "Assign";
  return (
    <AssignMenu member={member} onAssign={(memberId) => changeMany([id], { kind: "assign", memberId })}>
      <Button
        variant="ghost"
        size="sm"
        pending={isPending}
        aria-label={label}
        title={label}
        className="max-w-40 gap-1.5 px-1.5"
      >
        {assignee ? (
          <Avatar name={assignee.name} photoId={assignee.photoId} size="sm" />
        ) : (
          <UserRoundPlus className="text-muted-foreground" />
        )}
        <span className="min-w-0 truncate max-2xl:hidden">{assignee?.name ?? "Assign"}</span>
      </Button>
    </AssignMenu>
  );
}

function Snooze({ conversation: { id, snoozedUntil } }: Pick<ThreadActionsProps, "conversation">) {
  const { changeMany } = useChangeMany();
  const [isOpen, setOpen] = useState(false);
  const now = useNow(MINUTE_MS);
  const isSnoozed = snoozedUntil !== null && new Date(snoozedUntil) > now;
  if (isSnoozed) {
    return (
      <Button
        variant="outline"
        size="sm"
        title="End the snooze"
        aria-label={`Snoozed until ${clockText(snoozedUntil)}. End the snooze`}
        onClick={() => changeMany([id], { kind: "unsnooze" })}
      >
        <AlarmClockOff /> <span className="max-sm:hidden">{clockText(snoozedUntil)}</span>
      </Button>
    );
  }
  return (
    <>
      <IconButton label="Snooze" size="sm" onClick={() => setOpen(true)}>
        <AlarmClock />
      </IconButton>
      <SnoozeDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        onSnooze={(until) => changeMany([id], { kind: "snooze", until })}
      />
    </>
  );
}
