import { Bot, FlaskConical, MessageSquare } from "lucide-react";
import Link from "next/link";
import { conversationName } from "@/components/conversations/conversation-name";
import type { ListedRun } from "./history-types";

type Origin = Pick<ListedRun, "botId" | "origin" | "askedBy" | "conversation" | "channel">;

/** The origin of a call, with a link to its conversation if that still exists. */
export function RunOriginNote({ run }: { run: Origin }) {
  const { origin, askedBy, conversation } = run;
  const Icon = icons[origin];
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5 [&_svg]:size-3.5 [&_svg]:shrink-0">
      <Icon aria-hidden />
      {origin === "try" && "Run manually"}
      {origin === "chat" && <ConversationLink run={run} />}
      {origin === "bot" && (
        <span className="truncate">
          Asked by {askedBy ?? "another bot"}
          {conversation && (
            <>
              {" · "}
              <ConversationLink run={run} />
            </>
          )}
        </span>
      )}
    </span>
  );
}

const icons = { chat: MessageSquare, try: FlaskConical, bot: Bot };

function ConversationLink({ run: { conversation, channel } }: { run: Origin }) {
  if (!conversation || !channel) return <span>A deleted conversation</span>;
  const bot = `/bots/${channel.botId}`;
  return (
    <Link
      href={channel.runsDraft ? bot : `${bot}/channels/${channel.id}/conversations/${conversation.id}`}
      className="relative z-10 truncate rounded-sm underline decoration-border-strong underline-offset-2 focus-ring hover:text-foreground hover:decoration-current"
    >
      {channel.runsDraft ? "Test chat" : conversationName(conversation)}
    </Link>
  );
}
