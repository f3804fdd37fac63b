"use client";

import type { ThreadEntry, ThreadMessage } from "../inbox-types";
import { useState } from "react";

interface ThreadNewsProps {
  entries: readonly ThreadEntry[];
  customer: string;
  memberId: string;
}

/** Announces new messages to screen readers while the thread is open, without moving the focus. */
export function ThreadNews({ entries, customer, memberId }: ThreadNewsProps) {
  const last = entries.findLast((entry) => entry.type === "message");
  const [seenSeq, setSeenSeq] = useState<number>();
  const [news, setNews] = useState("");
  if (last?.type === "message" && last.seq !== seenSeq) {
    setSeenSeq(last.seq);
    const isNew = seenSeq !== undefined && last.seq > seenSeq;
    if (isNew && last.author?.id !== memberId) setNews(newsOf(last, customer));
  }
  return <output className="sr-only">{news}</output>;
}

function newsOf({ sender, author, text, files }: ThreadMessage, customer: string): string {
  const names = { customer, ai: "The bot", employee: author?.name ?? "An employee" };
  return `${names[sender]}: ${text || (files[0]?.name ?? "")}`;
}
