"use client";

import { CircleCheck, Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { InboxView } from "@/server/inbox/schema";
import { type InboxFilters, isFiltered, noFilters } from "./inbox-filters";

interface EmptyListProps {
  filters: InboxFilters;
  onChange: (part: Partial<InboxFilters>) => void;
}

const className = "m-3 px-5 py-8";

const texts: Record<Exclude<InboxView, "all">, { title: string; text: string }> = {
  "needs-person": {
    title: "Nobody waits for a person",
    text: "Conversations show up here when a bot hands them off, a customer asks for a person or a colleague takes over.",
  },
  mine: { title: "Nothing is assigned to you", text: "Press a in a conversation to assign it to yourself." },
  unassigned: { title: "Nothing is unassigned", text: "Every conversation that people have has an assignee." },
  snoozed: { title: "Nothing is snoozed", text: "Press s in a conversation to hide it until later." },
  closed: { title: "Nothing is closed", text: "Press e in a conversation to close it when it is done." },
};

/** Shown instead of an empty list: why it is empty, and what to do next. */
export function EmptyList({ filters, onChange }: EmptyListProps) {
  const { view } = filters;
  if (isFiltered(filters)) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No matching conversations"
        className={className}
        action={
          <>
            <Button variant="outline" size="sm" onClick={() => onChange(noFilters)}>
              Clear filters
            </Button>
            {view !== "all" && (
              <Button variant="outline" size="sm" onClick={() => onChange({ view: "all" })}>
                Look in all
              </Button>
            )}
          </>
        }
      >
        Try other words or another view.
      </EmptyState>
    );
  }
  if (view !== "all") {
    return (
      <EmptyState
        icon={<CircleCheck />}
        title={texts[view].title}
        className={className}
        action={
          <Button variant="outline" size="sm" onClick={() => onChange({ view: "all" })}>
            Show all
          </Button>
        }
      >
        {texts[view].text}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Inbox />}
      title="No conversations yet"
      className={className}
      action={
        <Button asChild size="sm">
          <Link href="/bots">Choose a bot</Link>
        </Button>
      }
    >
      Publish a bot and add a channel, such as its chat page or your own messenger. Open conversations from there show
      up here.
    </EmptyState>
  );
}
