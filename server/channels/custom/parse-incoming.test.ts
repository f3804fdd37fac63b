import { describe, expect, it } from "vitest";
import { InvalidMessage, type Fault } from "./incoming-faults";
import { MAX_TEXT, parseIncoming } from "./parse-incoming";
import { sample } from "./testing/sample";

const least = sample("in: customer, least");

describe("parseIncoming", () => {
  it("reads a message with everything in it", () => {
    expect(parseIncoming(sample("in: customer"))).toEqual({
      externalId: "5f0c9d1e-1",
      chatId: "amazon-88120",
      sender: "customer",
      text: "Hello! Where is my order?",
      source: "John Doe from Amazon",
      link: { type: "chat", hint: "Dialogue", url: "https://crm.example.com/chats/88120" },
      placeholders: { some_id: "123123" },
      clientName: "John Doe",
      clientPhone: "+44312345678",
    });
  });

  it("takes null for what is optional, and ignores what it does not know", () => {
    expect(parseIncoming({ ...sample("in: employee"), attachments: [], unknown: { deep: [1] } })).toEqual({
      externalId: "5f0c9d1e-3",
      chatId: "amazon-88120",
      sender: "employee",
      text: "Hello John, this is Anna. I will look after this myself.",
      source: "Anna, support",
    });
  });

  it("lists every fault at once", () => {
    expect({ detail: faultsOf(sample("in: many faults")) }).toEqual(sample("answer: many faults"));
  });

  it("names every required field of an empty object, once", () => {
    expect(faultsOf({}).map(({ loc, type }) => [loc.join("."), type])).toEqual([
      ["body.api_version", "missing"],
      ["body.message_id", "missing"],
      ["body.chat_id", "missing"],
      ["body.message_sender", "missing"],
      ["body.source", "missing"],
      ["body.text", "missing"],
    ]);
  });

  it.each([[[]], [null], ["text"], [7]])("refuses %j, which is no object", (body) => {
    expect(faultsOf(body)).toEqual([{ loc: ["body"], msg: "Input should be a valid object", type: "dict_type" }]);
  });

  it("says that attachments are not accepted yet, and wants no text beside them", () => {
    expect(faultsOf(sample("in: attachment"))).toEqual([
      {
        loc: ["body", "attachments"],
        msg: "Attachments are not accepted yet. Send the message as text.",
        type: "attachments_not_supported",
      },
    ]);
    expect(faultsOf({ ...least, attachments: "file.png" })).toEqual([
      { loc: ["body", "attachments"], msg: "Input should be a valid list", type: "list_type" },
    ]);
  });

  it.each([
    ["text", "x".repeat(MAX_TEXT + 1), "string_too_long"],
    ["text", null, "missing"],
    ["text", ["Hi"], "string_type"],
    ["text", "a\0b", "value_error"],
    ["text", "half \ud83d", "value_error"],
    ["message_id", "x".repeat(501), "string_too_long"],
    ["message_id", 17, "string_type"],
    ["message_id", "\0", "value_error"],
    ["chat_id", "", "string_too_short"],
    ["source", null, "string_type"],
    ["api_version", "1", "literal_error"],
    ["api_version", true, "literal_error"],
    ["message_sender", "Customer", "enum"],
    ["client_name", "x".repeat(501), "string_too_long"],
    ["client_phone", {}, "string_type"],
    ["link", "https://example.com", "dict_type"],
    ["placeholders", [], "dict_type"],
    ["placeholders", { ["n".repeat(101)]: "v" }, "value_error"],
    ["placeholders", Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`n${i}`, "v"])), "value_error"],
  ])("finds the fault in %s %j", (field, value, type) => {
    expect(faultsOf({ ...least, [field]: value })).toEqual([{ loc: ["body", field], msg: expect.any(String), type }]);
  });

  it.each(["https://example.com/a?b=c", "tel:+44312345678", "mailto:jane@example.com"])("takes a link to %s", (url) => {
    expect(parseIncoming({ ...least, link: { type: "other", url } }).link).toEqual({ type: "other", url });
  });

  it.each([
    "example.com",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,<script>1</script>",
    "file:///etc/passwd",
  ])("refuses a link to %s", (url) => {
    const faults = faultsOf({ ...least, link: { type: "other", url } });
    expect(faults).toMatchObject([{ loc: ["body", "link", "url"] }]);
  });

  it("is not confused by keys that objects inherit", () => {
    const body: unknown = JSON.parse(
      JSON.stringify(least).replace(
        "{",
        '{"__proto__":{"text":"x"},"placeholders":{"__proto__":"x","constructor":"y"},',
      ),
    );
    expect(parseIncoming(body).text).toBe("Hi");
    expect(parseIncoming(body).placeholders).toHaveProperty("constructor", "y");
  });
});

function faultsOf(body: unknown): Fault[] {
  try {
    parseIncoming(body);
  } catch (error) {
    if (error instanceof InvalidMessage) return error.faults;
    throw error;
  }
  return [];
}
