"use client";

import type { InboxConversation, InboxMember, ThreadEntry } from "../inbox-types";
import { BotSection } from "./bot-section";
import { CustomerSection } from "./customer-section";
import { IdsSection } from "./ids-section";
import { NotesSection } from "./notes-section";
import { StateSection } from "./state-section";
import { TagsSection } from "./tags-section";
import { VariablesSection } from "./variables-section";

interface DetailsPaneProps {
  conversation: InboxConversation;
  entries: readonly ThreadEntry[];
  member: InboxMember;
}

/** Facts about a conversation besides its messages, and the actions on it. */
export function DetailsPane({ conversation, entries, member }: DetailsPaneProps) {
  const props = { conversation, canOperate: member.canOperate };
  return (
    <div className="divide-y">
      <CustomerSection conversation={conversation} />
      <StateSection {...props} />
      <TagsSection {...props} />
      <BotSection {...props} />
      <NotesSection {...props} entries={entries} memberId={member.id} />
      <VariablesSection {...props} />
      <IdsSection conversation={conversation} />
    </div>
  );
}
