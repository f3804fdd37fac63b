import type { inferRouterOutputs } from "@trpc/server";
import { Globe, Radio, Unplug } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusDot } from "@/components/ui/status-dot";
import type { AppRouter } from "@/server/trpc/root";

type Channel = inferRouterOutputs<AppRouter>["channels"]["list"][number];

interface ChannelListProps {
  botId: string;
  channels: Channel[];
  /** The button that adds one, for those who may. */
  add: ReactNode;
}

/** A bot's channels as cards that lead to their settings. */
export function ChannelList({ botId, channels, add }: ChannelListProps) {
  if (channels.length === 0) {
    return (
      <EmptyState icon={<Unplug />} title="No channels yet" action={add}>
        A chat page is a link (or a frame) that customers open in the browser. A custom channel connects your own
        messenger: it sends messages in by an API and gets the answers at a webhook.
      </EmptyState>
    );
  }
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {channels.map((channel) => (
        <li
          key={channel.id}
          className="relative flex items-start gap-3.5 rounded-xl border bg-card p-5 shadow-raised transition-[border-color,box-shadow] hover:border-border-strong hover:shadow-lifted"
        >
          <span
            aria-hidden
            className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-primary-soft text-primary-soft-foreground [&_svg]:size-5"
          >
            {channel.kind === "web" ? <Globe /> : <Radio />}
          </span>
          <div className="grid min-w-0 gap-1">
            <h3 className="text-[15px] leading-6 font-semibold tracking-tight wrap-anywhere">
              <Link
                href={`/bots/${botId}/channels/${channel.id}`}
                className="outline-none after:absolute after:inset-0 after:rounded-xl focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-ring"
              >
                {channel.name}
              </Link>
            </h3>
            <p className="text-[13px] text-muted-foreground">
              {channel.kind === "web" ? "Chat page: a link or a frame" : "Custom channel: an API and a webhook"}
            </p>
            <StatusDot
              tone={channel.enabled ? "success" : "neutral"}
              label={channel.enabled ? "On" : "Off: messages are refused"}
              className="mt-1"
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
