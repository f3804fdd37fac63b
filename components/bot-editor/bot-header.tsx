"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Badge } from "@/components/ui/badge";
import { BotTabs } from "./bot-tabs";
import type { Bot } from "./bot-types";
import { PublishButton } from "./publish-button";

interface BotHeaderProps {
  bot: Bot;
  canEdit: boolean;
  /** Buttons before "Publish". */
  tools?: ReactNode;
}

/** The header of a bot's pages: name, state, tabs, and a Publish button that stays in view. */
export function BotHeader({ bot: initial, canEdit, tools }: BotHeaderProps) {
  const trpc = useTRPC();
  const { data: bot } = useQuery(trpc.bots.get.queryOptions({ botId: initial.id }, { initialData: initial }));
  return (
    <>
      <div className="sticky top-(--shell-top) z-30 flex h-(--bot-row) items-center justify-between gap-3 bg-card page-x max-lg:border-b">
        <div className="flex min-w-0 items-center gap-1.5 text-14">
          <Link
            href="/bots"
            className="-mx-1 shrink-0 rounded-sm px-1 text-muted-foreground focus-ring hover:text-foreground max-sm:hidden"
          >
            Bots
          </Link>
          <ChevronRight aria-hidden className="size-4 shrink-0 text-muted-foreground/60 max-sm:hidden" />
          <div className="flex min-w-0 flex-col sm:flex-row sm:items-center sm:gap-2.5">
            <h1 title={bot.name} className="truncate leading-6 font-semibold tracking-tight">
              {bot.name}
            </h1>
            <PublishState bot={bot} />
          </div>
        </div>
        <div className="flex shrink-0 items-center gap-2">
          {tools}
          {canEdit && <PublishButton bot={bot} />}
        </div>
      </div>
      <BotTabs botId={bot.id} />
    </>
  );
}

function PublishState({ bot }: { bot: Bot }) {
  if (bot.published === null) return <Badge className="max-sm:py-0">Not published</Badge>;
  return (
    <span className="flex shrink-0 gap-1.5">
      <Badge tone="success" className={bot.hasUnpublishedChanges ? "max-sm:hidden" : "max-sm:py-0"}>
        Published · version {bot.published.number}
      </Badge>
      {bot.hasUnpublishedChanges && (
        <Badge tone="warning" className="max-sm:py-0">
          Unpublished changes
        </Badge>
      )}
    </span>
  );
}
