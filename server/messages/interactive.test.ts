import { describe, expect, it } from "vitest";
import { interactive, type InteractiveInput } from "./interactive";

const family = "👩‍👩‍👧‍👦";

function faultsOf(given: unknown): string[] {
  return interactive.safeParse(given).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
}

describe("the options of a message", () => {
  it("have a value, which defaults to the label", () => {
    expect(interactive.parse({ quick_replies: [{ label: " Red\n wine " }, { label: "White", value: "w" }] })).toEqual({
      quick_replies: [
        { label: "Red wine", value: "Red wine" },
        { label: "White", value: "w" },
      ],
    });
    expect(interactive.parse({ buttons: [{ label: "Yes", type: "reply" }] })).toEqual({
      buttons: [{ label: "Yes", type: "reply", value: "Yes" }],
    });
  });

  it("count visible characters in a label", () => {
    expect(faultsOf({ quick_replies: [{ label: family.repeat(40) }] })).toEqual([]);
    expect(faultsOf({ quick_replies: [{ label: family.repeat(41) }] })).toEqual([
      "quick_replies.0.label: A quick reply's label has at most 40 characters.",
    ]);
    expect(faultsOf({ quick_replies: [{ label: "x".repeat(5_000_000) }] })).toHaveLength(1);
  });

  it.each<[string, unknown, string[]]>([
    ["fourteen quick replies", { quick_replies: many(14, { label: "A" }) }, ["quick_replies"]],
    ["eleven buttons", { buttons: many(11, { label: "A", type: "reply" }) }, ["buttons"]],
    ["eleven cards", { cards: many(11, { title: "A" }) }, ["cards"]],
    [
      "four buttons on a card",
      { cards: [{ title: "A", buttons: many(4, { label: "A", type: "reply" }) }] },
      ["cards.0.buttons"],
    ],
    ["no quick reply", { quick_replies: [] }, ["quick_replies"]],
    ["no kind of option", {}, [""]],
    ["two kinds of options", { quick_replies: [{ label: "A" }], buttons: [{ label: "A", type: "reply" }] }, [""]],
    ["an empty label", { quick_replies: [{ label: " \n" }] }, ["quick_replies.0.label"]],
    ["an unknown field", { quick_replies: [{ label: "A", color: "red" }] }, ["quick_replies.0"]],
    ["an unknown type of button", { buttons: [{ label: "A", type: "mail", value: "a@b.c" }] }, ["buttons.0.type"]],
    [
      "a script as an address",
      { buttons: [{ label: "A", type: "url", value: "javascript:alert(1)" }] },
      ["buttons.0.value"],
    ],
    ["a broken address", { buttons: [{ label: "A", type: "url", value: "https://" }] }, ["buttons.0.value"]],
    ["words as a phone number", { buttons: [{ label: "A", type: "phone", value: "call me" }] }, ["buttons.0.value"]],
    [
      "a phone number that is too long",
      { buttons: [{ label: "A", type: "phone", value: "+1234567890123456" }] },
      ["buttons.0.value"],
    ],
    [
      "an image of another scheme",
      { cards: [{ title: "A", image_url: "data:image/png;base64,AA" }] },
      ["cards.0.image_url"],
    ],
  ])("are rejected with %s", (_, given, paths) => {
    expect(interactive.safeParse(given).error?.issues.map(({ path }) => path.join("."))).toEqual(paths);
  });

  it("may be as many as the limits allow", () => {
    const full: InteractiveInput[] = [
      { quick_replies: many(13, { label: "x".repeat(40) }) },
      { buttons: many(10, { label: "Call", type: "phone" as const, value: "+44 (20) 7946-0958" }) },
      {
        cards: many(10, {
          title: "A",
          buttons: many(3, { label: "Open", type: "url" as const, value: "http://a.example" }),
        }),
      },
    ];
    for (const given of full) expect(faultsOf(given)).toEqual([]);
  });
});

function many<T>(count: number, item: T): T[] {
  return Array.from({ length: count }, () => item);
}
