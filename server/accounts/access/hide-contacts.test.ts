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

  it("hides what a website says about its visitor, and the numbers that are the ids of its users", () => {
    expect(
      hide({ variables: { site_phone: "030 1", site_phone_number: "030 2", site_email: "x", site_plan: "pro" } }),
    ).toEqual({ variables: { site_phone: "•••", site_phone_number: "•••", site_email: "•••", site_plan: "pro" } });
    const places = [{ chatId: "user-4915112345678" }, { entrant: "chn_1a:user-4915112345678" }];
    expect(hide(places)).toEqual([{ chatId: "•••78" }, { entrant: "chn_1a:•••78" }]);
    expect(hide('{"customer":{"id":"user-4915112345678"},"chat_id":"user-4915112345678"}')).toBe(
      '{"customer":{"id":"•••78"},"chat_id":"•••78"}',
    );
    expect(hide({ chatId: "user-42" })).toEqual({ chatId: "user-42" });
  });

  it("hides numbers without a + in fields of JSON, also if the JSON is cut off or inside of other JSON", () => {
    const text = JSON.stringify({ phoneNumber: "525500000000", phone: 525500000001, chat_id: "525500000002", n: 1 });
    const hidden = '{"phoneNumber":"•••","phone":"•••","chat_id":"•••02","n":1}';
    expect(hide(text)).toBe(hidden);
    expect(hide(JSON.stringify({ body: text }))).toBe(JSON.stringify({ body: hidden }));
    expect(hide('{"order":7,"customer": {"id":"525500000000","phone":"5255000')).toBe(
      '{"order":7,"customer": {"id":"•••00","phone":"•••',
    );
    expect(hide(JSON.stringify({ total: 525500000000, orderId: "525500000000" }))).toBe(
      '{"total":525500000000,"orderId":"525500000000"}',
    );
  });

  it("hides numbers without a + in parameters, in named values and in references to a customer", () => {
    expect(hide("https://crm.example/find?phone=525500000000&order=7")).toBe(
      "https://crm.example/find?phone=•••&order=7",
    );
    expect(hide([{ name: "phone", value: "525500000000" }])).toEqual([{ name: "phone", value: "•••" }]);
    expect(hide({ entrant: "chn_1a:525500000000" })).toEqual({ entrant: "chn_1a:•••00" });
    expect(hide({ customer: "525500000000" })).toEqual({ customer: "•••00" });
    expect(hide({ customer: { id: "525500000000", name: "Ada" } })).toEqual({ customer: { id: "•••00", name: "Ada" } });
  });

  it("takes no long time for a hostile text", () => {
    const hostile = ["\\", '"a', "a", "a=", "customer", '"customer" :', "+1 ", "a@", "a.", "tel:"];
    const began = performance.now();
    for (const part of hostile) hide(part.repeat(60_000));
    expect(performance.now() - began).toBeLessThan(5000);
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
