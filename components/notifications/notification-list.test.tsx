import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { NotificationList } from "./notification-list";
import type { NotificationItem } from "./use-notifications";

const called: NotificationItem = {
  id: "ntf_1",
  kind: "person_called",
  title: "A customer needs a person",
  body: "Wants a refund.",
  createdAt: "2026-11-21T08:00:00.000Z",
  isUnseen: true,
  bot: { id: "bot_1", name: "Shop" },
  channelId: null,
  conversation: {
    id: "cnv_1",
    clientName: "Ada",
    source: null,
    externalChatId: "42",
  },
};

function show(items: NotificationItem[] | null, failure: string | null = null): string {
  const now = new Date("2026-11-21T08:05:00Z");
  return renderToStaticMarkup(<NotificationList items={items} failure={failure} now={now} onFollow={() => {}} />);
}

describe("Notifications", () => {
  it("link to the conversation in the inbox, with the event, the customer and the time", () => {
    const html = show([called]);
    expect(html).toContain('href="/inbox/cnv_1"');
    for (const text of ["A customer needs a person", "Wants a refund.", "Ada · Shop", "5 minutes ago", "New"]) {
      expect(html).toContain(text);
    }
  });

  it("link to the channel that they are about", () => {
    expect(show([{ ...called, conversation: null, channelId: "chn_9" }])).toContain(
      'href="/bots/bot_1/channels/chn_9"',
    );
  });

  it("link to the bot, or nowhere, when their subject no longer exists", () => {
    expect(show([{ ...called, conversation: null }])).toContain('href="/bots/bot_1"');
    expect(show([{ ...called, conversation: null, bot: null, isUnseen: false }])).not.toMatch(/href|New/u);
  });

  it("show a text when the list is empty, and the error when it could not be loaded", () => {
    expect(show([])).toContain("When a bot needs a person");
    expect(show(null, "No connection.")).toMatch(/role="alert".*No connection\./u);
  });
});
