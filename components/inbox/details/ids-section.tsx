import { CopyButton } from "@/components/ui/copy-button";
import type { InboxConversation } from "../inbox-types";
import { DetailsSection } from "./details-section";

/** The ids under which other systems know the conversation. */
export function IdsSection({ conversation: { id, chatId, channel } }: { conversation: InboxConversation }) {
  const ids = [
    { name: "Conversation", value: id },
    { name: "Chat id", value: chatId },
    { name: "Channel", value: channel.id },
  ];
  return (
    <DetailsSection title="Ids">
      <ul className="grid gap-1">
        {ids.map(({ name, value }) => (
          <li key={name} className="flex min-w-0 items-center gap-2">
            <span className="grid min-w-0 flex-1">
              <span className="text-12 leading-4 text-muted-foreground">{name}</span>
              <code className="truncate font-mono text-12 leading-5" title={value}>
                {value}
              </code>
            </span>
            <CopyButton text={value} label={`Copy ${name.toLowerCase()}`} />
          </li>
        ))}
      </ul>
    </DetailsSection>
  );
}
