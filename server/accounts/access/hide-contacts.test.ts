import { describe, expect, it } from "vitest";
import { hideContactsIn } from "./hide-contacts";

const hide = (answer: unknown) => hideContactsIn("actions.run", answer);

describe("hideContactsIn", () => {
  it.each([
    ["Ask ada@example.com now", "Ask ••• now"],
    ["почта: иван@почта.рф", "почта: •••"],
    ["Call +44 31 2345 678 or +1 (555) 010-9999.", "Call ••• or •••."],
    ["Order 4915112345678 of 2026-12-01", "Order 4915112345678 of 2026-12-01"],
    ["3 + 4 = 7", "3 + 4 = 7"],
    ["tel:4915112345678 mailto:grace%40example.net?subject=x", "••• •••"],
  ])("hides e-mail addresses and international numbers in texts: %j", (text, shown) => expect(hide(text)).toBe(shown));

  it.each(["phone", "clientPhone", "client_phone", "customerEmail", "e-mail", "email_address", "phoneNumber", "tel"])(
    "hides the whole value of the field %s",
    (field) => expect(hide({ order: { [field]: "030 1234" } })).toEqual({ order: { [field]: "•••" } }),
  );

  it.each([{ phone: null }, { phone: "" }, { isEmail: true }, { emails: 3 }, { telling: "no" }, { at: 1 }])(
    "leaves %j as it is",
    (value) => expect(hide(value)).toEqual(value),
  );

  it("keeps the last digits of chat ids that are numbers", () => {
    const chats = [{ chatId: "4915112345678" }, { externalChatId: "site-visitor-1" }, { chat_id: 4915112345699 }];
    expect(hide(chats)).toEqual([{ chatId: "•••78" }, { externalChatId: "site-visitor-1" }, { chat_id: "•••99" }]);
  });

  it("hides events of a conversation, and what only has the name of a field that is kept", () => {
    const text = "Call +4915112345678";
    const entries = [
      { type: "message", text, delivery: { error: text } },
      { type: "event", text },
    ];
    expect(hideContactsIn("inbox.thread", { entries })).toEqual({
      entries: [
        { type: "message", text, delivery: { error: "Call •••" } },
        { type: "event", text: "Call •••" },
      ],
    });
    const answer = { channel: { name: text }, variables: { channel: { phone: "1" }, bot: text } };
    expect(hideContactsIn("inbox.get", answer)).toEqual({
      channel: { name: text },
      variables: { channel: { phone: "•••" }, bot: "Call •••" },
    });
  });

  it("keeps what people wrote in messages, and the answers of other procedures", () => {
    const answer = { externalChatId: "+4915112345678", messages: [{ text: "I am ada@example.com" }] };
    expect(hideContactsIn("conversations.get", answer)).toEqual({ ...answer, externalChatId: "•••" });
    expect(hideContactsIn("bots.get", { instruction: "Write to help@example.com" })).toEqual({
      instruction: "Write to help@example.com",
    });
  });
});
