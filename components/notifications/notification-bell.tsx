"use client";

import { Bell } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { messageOf } from "@/components/ui/apply-server-error";
import { IconButton } from "@/components/ui/icon-button";
import { AlertSwitches } from "./alerts/alert-switches";
import { NotificationList } from "./notification-list";
import { useNotifications } from "./use-notifications";

/** The notifications of the workspace, behind a bell with the number of new ones. */
export function NotificationBell() {
  const [open, setOpen] = useState(false);
  const { items, unseen, error, readAt } = useNotifications(open);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <IconButton label={bellLabel(unseen)} tooltip={false} className="relative">
          <Bell />
          {unseen > 0 && (
            <span
              aria-hidden
              className="absolute -top-0.5 -right-1 flex h-4 min-w-4 items-center justify-center rounded-full bg-foreground px-1 text-12 leading-none font-semibold text-background"
            >
              {unseen > 99 ? "99+" : unseen}
            </span>
          )}
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label="Notifications"
          align="start"
          sideOffset={6}
          collisionPadding={12}
          className="z-50 flex max-h-[min(32rem,var(--radix-popover-content-available-height))] w-[min(23rem,calc(100vw-1.5rem))] flex-col rounded-lg border bg-popover text-popover-foreground shadow-floating outline-none data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0"
        >
          <h2 className="border-b px-4 py-3 text-14 font-semibold">Notifications</h2>
          <NotificationList
            items={items}
            now={readAt}
            failure={error && !items ? messageOf(error) : null}
            onFollow={() => setOpen(false)}
          />
          <div className="grid gap-3 border-t px-4 py-3">
            <AlertSwitches />
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function bellLabel(unseen: number): string {
  return unseen === 0 ? "Notifications" : `Notifications, ${unseen} new`;
}
