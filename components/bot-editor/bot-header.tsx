"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, Rocket } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { BotTabs } from "./bot-tabs";
import type { Bot } from "./bot-types";

/** The top of everything about one bot: its name and state, Publish, and the way to its parts. */
export function BotHeader({ bot: initial, canEdit }: { bot: Bot; canEdit: boolean }) {
  const trpc = useTRPC();
  const { data: bot } = useQuery(trpc.bots.get.queryOptions({ botId: initial.id }, { initialData: initial }));
  return (
    <div className="border-b bg-card px-4 pt-4 sm:px-8 sm:pt-5">
      <Link
        href="/bots"
        className="inline-flex items-center gap-1.5 rounded-sm text-[13px] text-muted-foreground focus-ring hover:text-foreground"
      >
        <ArrowLeft aria-hidden className="size-3.5" /> Bots
      </Link>
      <div className="mt-1.5 flex flex-wrap items-center justify-between gap-3">
        <div className="flex min-w-0 flex-wrap items-center gap-2.5">
          <h1 className="text-xl leading-8 font-semibold tracking-tight break-words">{bot.name}</h1>
          <PublishState bot={bot} />
        </div>
        {canEdit && <PublishButton bot={bot} />}
      </div>
      <BotTabs botId={bot.id} />
    </div>
  );
}

function PublishState({ bot }: { bot: Bot }) {
  if (bot.published === null) return <Badge>Not published</Badge>;
  return (
    <>
      <Badge tone="success">Published · version {bot.published.number}</Badge>
      {bot.hasUnpublishedChanges && <Badge tone="warning">Unpublished changes</Badge>}
    </>
  );
}

function PublishButton({ bot }: { bot: Bot }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const publish = useMutation(trpc.bots.publish.mutationOptions());

  async function onPublish() {
    try {
      const { number } = await publish.mutateAsync({ botId: bot.id });
      toast.success(`Version ${number} is live.`, { description: "Customers talk to it from their next message on." });
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
    <Tooltip content="Everything is published. Change something first.">
      <Button aria-disabled variant="outline">
        <Rocket /> Published
      </Button>
    </Tooltip>
  );
}
