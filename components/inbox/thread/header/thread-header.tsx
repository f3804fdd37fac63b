"use client";

import { ArrowLeft, PanelRight, PanelRightClose, PanelRightOpen } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Sheet, SheetContent, SheetDescription, SheetTitle, SheetTrigger } from "@/components/ui/sheet";
import { AddressLink } from "./address-link";
import { NotVerified } from "../../details/checked-mark";
import type { InboxConversation, Viewer } from "../../inbox-types";
import { customerName, customerOrigin } from "../../list/row-name";
import { stateBadge } from "../../state-texts";
import { Viewers } from "./viewers";

interface ThreadHeaderProps {
  conversation: InboxConversation;
  /** Colleagues who have the conversation open. */
  viewers: readonly Viewer[];
  backHref: string;
  /** The content of the details sheet on narrow screens. */
  details: ReactNode;
  /** Buttons after the viewers. */
  children: ReactNode;
  /** Whether the details pane is open on wide screens. */
  fold: { isOpen: boolean; toggle: () => void };
}

/** Focus the panel, not its first text box: on a phone that would open the keyboard over the text. */
function focusPanel(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

/** The customer's name, colleagues who are here, and the way back to the list on phones. */
export function ThreadHeader({ conversation, viewers, backHref, details, fold, children }: ThreadHeaderProps) {
  const { channel, bot, state, stop, visitor, clientName, clientPhone } = conversation;
  const name = customerName(conversation);
  const badge = stateBadge(state, stop);
  const back = useRef<HTMLAnchorElement>(null);
  // On phones the focused row has disappeared with the list. Elsewhere this link is hidden and takes no focus.
  useEffect(() => back.current?.focus(), []);
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 border-b px-3 sm:px-4">
      <Button asChild variant="ghost" size="sm" className="-ml-1 size-9 px-0 md:hidden">
        <AddressLink ref={back} href={backHref} aria-label="Back to the list">
          <ArrowLeft />
        </AddressLink>
      </Button>
      <Avatar name={name} className="max-sm:hidden" />
      <div className="grid min-w-0 flex-1">
        <div className="flex min-w-0 items-center gap-2">
          <h2 dir="auto" className="min-w-0 truncate text-14 leading-6 font-semibold">
            {name}
          </h2>
          {visitor && (clientName ?? clientPhone) && <NotVerified isShort />}
          <Badge tone={badge.tone} className="max-sm:hidden xl:max-2xl:hidden">
            {badge.text}
          </Badge>
        </div>
        <p className="truncate text-12 leading-4 text-muted-foreground">
          {customerOrigin(conversation)} · {channel.name} · {bot.name}
        </p>
      </div>
      <Viewers viewers={viewers} />
      {children}
      <IconButton
        label={fold.isOpen ? "Hide the details" : "Show the details"}
        aria-expanded={fold.isOpen}
        onClick={fold.toggle}
        className="max-xl:hidden"
      >
        {fold.isOpen ? <PanelRightClose /> : <PanelRightOpen />}
      </IconButton>
      <Sheet>
        <SheetTrigger asChild>
          <IconButton label="Details" tooltip={false} className="xl:hidden">
            <PanelRight />
          </IconButton>
        </SheetTrigger>
        <SheetContent className="p-0 pt-6" onOpenAutoFocus={focusPanel}>
          <SheetTitle className="px-5">Details</SheetTitle>
          <SheetDescription className="sr-only">
            The customer, the state of the conversation, tags and more.
          </SheetDescription>
          {details}
        </SheetContent>
      </Sheet>
    </header>
  );
}
