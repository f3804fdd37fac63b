"use client";

import { useMutation } from "@tanstack/react-query";
import { BellOff, BellRing } from "lucide-react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Tooltip } from "@/components/ui/tooltip";
import type { Reminder } from "../inbox-types";
import { useNow } from "../live/use-now";
import { useChangeOptions } from "../use-change-options";
import { reminderDetail, reminderTitle, timeUntil } from "./reminder-texts";

interface ReminderMenuProps {
  conversationId: string;
  reminder: Reminder;
  canOperate: boolean;
}

const MINUTE_MS = 60_000;

/** What the bot does next if the customer stays silent. Operators can cancel it. */
export function ReminderMenu({ conversationId, reminder, canOperate }: ReminderMenuProps) {
  const trpc = useTRPC();
  const cancel = useMutation(trpc.inbox.cancelReminder.mutationOptions(useChangeOptions(conversationId)));
  const now = useNow(MINUTE_MS);
  const title = reminderTitle(reminder, now);
  const detail = reminderDetail(reminder);
  return (
    <DropdownMenu>
      <Tooltip content={<span className="line-clamp-6">{detail}</span>}>
        <DropdownMenuTrigger asChild>
          <Button variant="outline" size="sm" pending={cancel.isPending} aria-label={title} className="gap-1.5 px-2">
            <BellRing className="text-muted-foreground" />
            <span className="max-2xl:hidden">{title}</span>
            <span className="tabular-nums max-sm:hidden 2xl:hidden">{timeUntil(reminder.dueAt, now)}</span>
          </Button>
        </DropdownMenuTrigger>
      </Tooltip>
      <DropdownMenuContent align="end" className="max-w-80">
        <DropdownMenuLabel className="line-clamp-6 whitespace-pre-line">
          {title}. {detail}
        </DropdownMenuLabel>
        {canOperate && (
          <DropdownMenuItem onSelect={() => cancel.mutate({ conversationId })}>
            <BellOff /> Cancel reminder
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
