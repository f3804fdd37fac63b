"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronRight, Rocket } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { BotTabs } from "./bot-tabs";
import type { Bot } from "./bot-types";

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

function PublishButton({ bot }: { bot: Bot }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const pathname = usePathname();
  const channels = `/bots/${bot.id}/channels`;
  const publish = useMutation(trpc.bots.publish.mutationOptions());

  async function onPublish() {
    try {
      const { number } = await publish.mutateAsync({ botId: bot.id });
      toast.success(`Version ${number} is live.`, {
        description: "Customers get it from their next message on.",
        action: pathname.startsWith(channels) ? undefined : { label: "Channels", onClick: () => router.push(channels) },
      });
    } catch (error) {
      toast.error(messageOf(error));
    }
    await queries.invalidateQueries(trpc.bots.pathFilter());
    router.refresh();
  }

  if (bot.hasUnpublishedChanges) {
    return (
      <Button pending={publish.isPending} onClick={onPublish}>
        <Rocket /> Publish
      </Button>
    );
  }
  return (
    <Tooltip content="There are no changes to publish.">
      <Button aria-disabled variant="outline">
        <Rocket /> Published
      </Button>
    </Tooltip>
  );
}
