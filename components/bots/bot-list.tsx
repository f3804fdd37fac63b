import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { StatusDot } from "@/components/ui/status-dot";
import { timeAgo } from "@/components/ui/time-ago";
import type { listBots } from "@/server/bots/get-bot";
import { BotListMenu } from "./bot-list-menu";

type Bot = Awaited<ReturnType<typeof listBots>>[number];

interface BotListProps {
  bots: readonly Bot[];
  canEdit: boolean;
  /** The time from which "5 minutes ago" counts. */
  now: Date;
}

/** The workspace's bots as cards that link to their editors. */
export function BotList({ bots, canEdit, now }: BotListProps) {
  return (
    <ul className="grid gap-4 @lg:grid-cols-2 @3xl:grid-cols-3">
      {bots.map((bot) => (
        <BotCard key={bot.id} bot={bot} canEdit={canEdit} now={now} />
      ))}
    </ul>
  );
}

function BotCard({ bot, canEdit, now }: { bot: Bot; canEdit: boolean; now: Date }) {
  const { updatedAt } = bot;
  return (
    <li className="group relative flex min-h-40 min-w-0 flex-col rounded-xl border bg-card p-5 shadow-raised transition-[border-color,box-shadow] focus-within:border-border-strong hover:border-border-strong hover:shadow-lifted">
      <div className="flex items-start justify-between gap-3">
        <h2 className="min-w-0 text-14 leading-6 font-semibold break-words">
          {/* The link covers the card; the menu is above it. */}
          <Link
            href={`/bots/${bot.id}`}
            className="outline-none after:absolute after:inset-0 after:rounded-xl focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-ring"
          >
            {bot.name}
          </Link>
        </h2>
        {canEdit && <BotListMenu botId={bot.id} name={bot.name} />}
      </div>
      <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-2">
        {bot.publishedVersion === null ? (
          <StatusDot label="Not published" className="text-muted-foreground" />
        ) : (
          <StatusDot tone="success" label={`Published, version ${bot.publishedVersion}`} />
        )}
        {bot.publishedVersion !== null && bot.hasUnpublishedChanges && (
          <Badge tone="warning">Unpublished changes</Badge>
        )}
      </div>
      <div className="mt-auto grid pt-5 text-13 leading-5 text-muted-foreground">
        <p className="truncate">
          {bot.model.providerId === null ? "Offline model" : bot.model.modelId} ·{" "}
          {bot.actionCount === 1 ? "1 action" : `${bot.actionCount} actions`}
        </p>
        <time dateTime={updatedAt.toISOString()} title={updatedAt.toUTCString()}>
          Changed {timeAgo(updatedAt, now)}
        </time>
      </div>
    </li>
  );
}
