import { describe, expect, it } from "vitest";
import { fillReply, openReferences, type ReplyValues, unknownReferences } from "./reply-template";

const values: ReplyValues = {
  fixed: {
    "customer.name": "John Doe",
    "customer.phone": null,
    "operator.name": "Ada",
    "bot.name": "Shop",
    "channel.name": " ",
  },
  variables: { order: { number: 42, items: ["tea", "cups"] }, plan: "gold", note: "", empty: null },
};

describe("A saved reply", () => {
  it.each([
    ["Hi {{customer.name}}, {{ operator.name }} of {{bot.name}} here.", "Hi John Doe, Ada of Shop here."],
    ["Order {{variables.order.number}}: {{variables.order.items}}, {{variables.plan}}", "Order 42: tea, cups, gold"],
    ["A plain text with { braces } and }}", "A plain text with { braces } and }}"],
    ["", ""],
  ])("is filled in with the conversation's values: %j", (template, text) => {
    expect(fillReply(template, values)).toBe(text);
  });

  it.each([
    "{{customer.phone}}",
    "{{channel.name}}",
    "{{variables.note}}",
    "{{variables.empty}}",
    "{{variables.order.price}}",
    "{{variables.missing}}",
    "{{customer.toString}}",
    "{{variables.__proto__}}",
    "{{}}",
  ])("keeps a reference without a value, to be replaced by a person: %s", (reference) => {
    const text = fillReply(`Hello ${reference}!`, values);
    expect(text).toBe(`Hello ${reference}!`);
    expect(openReferences(text)).toEqual([{ source: reference, start: 6 }]);
  });

  it("names the references that can never have a value", () => {
    expect(unknownReferences("{{customer.name}} {{variables.x}} {{variables.a.b[0]}}")).toEqual([]);
    expect(unknownReferences("{{customer.email}} {{name}} {{}} {{steps.a.body}}")).toEqual([
      "{{customer.email}}",
      "{{name}}",
      "{{}}",
      "{{steps.a.body}}",
    ]);
  });
});

it("A text's open references are found in order, also when they occur twice", () => {
  expect(openReferences("{{a}} and {{a}}")).toEqual([
    { source: "{{a}}", start: 0 },
    { source: "{{a}}", start: 10 },
  ]);
  expect(openReferences("Nothing here { } }} {{")).toEqual([]);
});
