"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { useChangeOptions } from "../use-change-options";
import type { DetailsProps } from "./details-props";
import { DetailsSection } from "./details-section";

/** Shows which bot answers, and switches to another one from the next message on. */
export function BotSection({ conversation, canOperate }: DetailsProps) {
  const { id: conversationId, bot, channel } = conversation;
  const trpc = useTRPC();
  const options = useChangeOptions(conversationId);
  const facets = useQuery(trpc.inbox.facets.queryOptions(undefined, { enabled: canOperate }));
  const change = useMutation(trpc.inbox.switchBot.mutationOptions(options));
  const bots = facets.data?.bots ?? [];
  const choices = bots.some(({ id }) => id === bot.id) ? bots : [bot, ...bots];
  return (
    <DetailsSection title="Bot">
      {canOperate ? (
        <Select
          value={bot.id}
          disabled={change.isPending}
          // The channel's own bot is stored as null, the default.
          onValueChange={(id) => change.mutate({ conversationId, botId: id === channel.botId ? null : id })}
        >
          <SelectTrigger aria-label="Bot that answers" className="h-8">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {choices.map(({ id, name }) => (
              <SelectItem key={id} value={id} hint={id === channel.botId ? "Channel default" : undefined}>
                {name}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      ) : (
        <p>{bot.name}</p>
      )}
      <Link
        href={`/bots/${bot.id}`}
        className="w-fit rounded-sm text-13 text-primary underline-offset-4 focus-ring hover:underline"
      >
        Open this bot
      </Link>
    </DetailsSection>
  );
}
