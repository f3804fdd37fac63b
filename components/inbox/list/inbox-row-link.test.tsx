import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { InboxRowLink } from "./inbox-row-link";
import type { InboxRow } from "../inbox-types";

const row: InboxRow = {
  id: "cnv_1",
  clientName: "Ada",
  clientPhone: null,
  chatId: "c-1",
  source: null,
  channel: { id: "chn_1", name: "Messenger", kind: "custom" },
  bot: { id: "bot_1", name: "Shop" },
  state: "bot",
  stop: null,
  assignee: null,
  snoozedUntil: null,
  reminder: null,
  hit: null,
  hasUndelivered: false,
  tags: [],
  unread: 0,
  lastMessage: null,
  lastMessageAt: "2026-03-01T12:00:00.000000Z",
  createdAt: "2026-03-01T12:00:00.000000Z",
};

const shown = (lastMessage: InboxRow["lastMessage"]) =>
  renderToStaticMarkup(
    <InboxRowLink
      row={{ ...row, lastMessage }}
      href="/inbox/cnv_1"
      isOpen={false}
      now={new Date("2026-03-01T12:05:00Z")}
    />,
  );

describe("The last message of a row", () => {
  const text = "مرحبا بك";

  it.each([
    ["employee", "Employee:"],
    ["ai", "Bot:"],
  ] as const)("of sender %s has a space between sender and text in either direction", (sender, speaker) => {
    expect(shown({ sender, text, fileName: null })).toContain(`<bdi>${speaker}</bdi> ${text}<`);
  });

  it("of a customer has no sender in front", () => {
    expect(shown({ sender: "customer", text, fileName: null })).toContain(`>${text}<`);
  });

  it("shows the file's name when it has no text", () => {
    const html = shown({ sender: "employee", text: "", fileName: "invoice.pdf" });
    expect(html).toContain("<bdi>Employee:</bdi> invoice.pdf<");
  });
});
