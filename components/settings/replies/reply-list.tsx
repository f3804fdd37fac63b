"use client";

import { MessageSquareText, SearchX } from "lucide-react";
import { useState } from "react";
import type { SavedReply } from "@/components/inbox/inbox-types";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchBox } from "@/components/ui/search-box";
import { AddReplyButton } from "./add-reply-button";
import { ReplyRow } from "./reply-row";

interface ReplyListProps {
  replies: readonly SavedReply[];
  /** Whether the member may add, edit and delete replies. */
  canChange: boolean;
}

/** The number of replies from which on a search is useful. */
const SEARCH_FROM = 8;

/** The saved replies of the workspace. */
export function ReplyList({ replies, canChange }: ReplyListProps) {
  const [search, setSearch] = useState("");
  const words = search.trim().toLocaleLowerCase().split(/\s+/u);
  const found = replies.filter(({ name, shortcut, text }) => {
    const all = `${name} /${shortcut} ${text}`.toLocaleLowerCase();
    return words.every((word) => all.includes(word));
  });
  if (replies.length === 0) {
    return (
      <EmptyState
        icon={<MessageSquareText />}
        title="No saved replies yet"
        {...(canChange && { action: <AddReplyButton /> })}
      >
        {canChange
          ? "Save the answers that your team writes often. In the inbox, a slash and the shortcut insert them, with the customer’s name and other values filled in."
          : "Owners, admins and editors of this workspace add them."}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-4">
      {replies.length >= SEARCH_FROM && (
        <SearchBox
          label="Search saved replies"
          placeholder="Name, shortcut or text"
          search={search}
          onSearch={setSearch}
        />
      )}
      {found.length > 0 ? (
        <Card className="gap-0 py-0">
          <ul aria-label="Saved replies" className="divide-y">
            {found.map((reply) => (
              <ReplyRow key={reply.id} reply={reply} canChange={canChange} />
            ))}
          </ul>
        </Card>
      ) : (
        <EmptyState icon={<SearchX />} title="No matching replies">
          Search for another word of the name, the shortcut or the text.
        </EmptyState>
      )}
    </div>
  );
}
