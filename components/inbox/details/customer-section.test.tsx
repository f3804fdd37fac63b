import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { InboxConversation } from "../inbox-types";
import { CustomerSection } from "./customer-section";

const conversation: InboxConversation = {
  id: "cnv_1",
  chatId: "visitor-abc",
  clientName: "Ada",
  clientPhone: "+1 202 555 0100",
  clientEmail: "ada@example.com",
  visitor: null,
  language: null,
  pageUrl: null,
  consent: null,
  source: null,
  link: null,
  placeholders: {},
  variables: {},
  tags: [],
  state: "bot",
  handledBy: "bot",
  stop: null,
  handledSince: null,
  resumeAt: null,
  closedAt: null,
  snoozedUntil: null,
  unread: 0,
  viewers: [],
  lastMessageAt: "2026-03-01T10:00:00.000Z",
  createdAt: "2026-03-01T10:00:00.000Z",
  channel: { id: "ch_1", name: "Website", kind: "web", botId: "bot_1" },
  bot: { id: "bot_1", name: "Shop" },
  assignee: null,
  rating: null,
  isUnanswered: false,
  reminder: null,
};

/** The section's text as a screen reader reads it. */
function textOf(changes: Partial<InboxConversation>): string {
  const html = renderToStaticMarkup(<CustomerSection conversation={{ ...conversation, ...changes }} />);
  return html.replaceAll(/<[^>]*>/gu, " ").replaceAll(/\s+/gu, " ");
}

const NOT_VERIFIED = "Not verified : the visitor’s browser sent this";

describe("The customer in the details of a conversation", () => {
  it("has each detail that a visitor's browser sent marked as not verified", () => {
    const text = textOf({ visitor: { userId: null } });
    expect(text).toContain(`Ada ${NOT_VERIFIED}`);
    expect(text).toContain(`+1 202 555 0100 ${NOT_VERIFIED}`);
    expect(text).toContain(`ada@example.com ${NOT_VERIFIED}`);
    expect(text).not.toContain("User id");
  });

  it("has only the user id marked as verified if the website's server vouches for the visitor", () => {
    const text = textOf({ chatId: "user-42", visitor: { userId: "42" } });
    expect(text).toContain("User id 42 Verified : the website’s server vouches for this");
    expect(text).toContain(`ada@example.com ${NOT_VERIFIED}`);
    expect(text.match(/ Verified/gu)).toHaveLength(1);
  });

  it("has no mark at a visitor who has given nothing", () => {
    const nothing = { clientName: null, clientPhone: null, clientEmail: null };
    expect(textOf({ ...nothing, visitor: { userId: null } })).not.toMatch(/verified/iu);
  });

  it("has no mark in a channel whose details the customer's own system sends", () => {
    expect(textOf({ visitor: null })).not.toMatch(/verified/iu);
  });
});
