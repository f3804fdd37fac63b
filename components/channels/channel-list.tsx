import type { inferRouterOutputs } from "@trpc/server";
import { Unplug } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusDot } from "@/components/ui/status-dot";
import type { AppRouter } from "@/server/trpc/root";
import { viewOf } from "./registry";

type Channel = inferRouterOutputs<AppRouter>["channels"]["list"][number];

interface ChannelListProps {
  botId: string;
  channels: Channel[];
  /** The button that adds a channel, for users who may. */
  add: ReactNode;
}

/** A bot's channels as cards that link to their settings. */
export function ChannelList({ botId, channels, add }: ChannelListProps) {
  if (channels.length === 0) {
    return (
      <EmptyState icon={<Unplug />} title="No channels yet" action={add}>
        Customers reach the bot through its channels. Add one: a website’s chat is ready immediately.
      </EmptyState>
    );
  }
  return (
    <ul className="grid gap-4 @lg:grid-cols-2">
      {channels.map((channel) => (
        <ChannelItem key={channel.id} botId={botId} channel={channel} />
      ))}
    </ul>
  );
}

function ChannelItem({ botId, channel }: { botId: string; channel: Channel }) {
  const { icon: Icon, summary } = viewOf(channel.kind);
  return (
    <li className="relative flex items-start gap-3.5 rounded-xl border bg-card p-5 shadow-raised transition-[border-color,box-shadow] hover:border-border-strong hover:shadow-lifted">
      <span
        aria-hidden
        className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-secondary text-muted-foreground [&_svg]:size-5"
      >
        <Icon />
      </span>
      <div className="grid min-w-0 gap-1">
        <h3 className="text-14 leading-6 font-semibold wrap-anywhere">
          <Link
            href={`/bots/${botId}/channels/${channel.id}`}
            className="outline-none after:absolute after:inset-0 after:rounded-xl focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-ring"
          >
            {channel.name}
          </Link>
        </h3>
        <p className="text-13 text-muted-foreground">{summary}</p>
        <StatusDot
          tone={channel.enabled ? "success" : "neutral"}
          label={channel.enabled ? "On" : "Off: messages are refused"}
          className="mt-1"
        />
      </div>
    </li>
  );
}
