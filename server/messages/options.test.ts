import { describe, expect, it } from "vitest";
import { interactive, type InteractiveInput } from "./interactive";
import { answerKey, knownAnswers, optionsAsText, tapKey, textWithOptions, withoutKeywords } from "./options";

const colours = {
  quick_replies: [
    { label: "Red", value: "red-1" },
    { label: "White wine 🍷", value: "w" },
  ],
};
const guests = { quick_replies: [{ label: "2" }, { label: "4" }, { label: "6" }] };
const products: InteractiveInput = {
  cards: [
    {
      title: "Lamp",
      subtitle: "For the desk",
      image_url: "https://shop.example/lamp.png",
      buttons: [
        { label: "Buy", type: "reply", value: "buy-lamp" },
        { label: "Details", type: "url", value: "https://shop.example/lamp" },
      ],
    },
    {
      title: "Chair",
      buttons: [
        { label: "Buy", type: "reply", value: "buy-chair" },
        { label: "Ask us", type: "phone", value: "+44 20 7946 0958" },
        { label: "Save", type: "reply" },
      ],
    },
    { title: "Table" },
  ],
};

const menu = {
  quick_replies: [
    { label: "One month", keyword: "A" },
    { label: "Opening hours", keyword: "INFO" },
    { label: "Something else", keyword: "" },
  ],
};

function asText(given: InteractiveInput): string {
  return optionsAsText(interactive.parse(given));
}

function chosen(given: InteractiveInput, text: string, tapped?: string): string | undefined {
  const answers = knownAnswers(interactive.parse(given));
  const byTap = tapped === undefined ? undefined : answers.get(tapKey({ label: text, value: tapped }));
  return (byTap ?? answers.get(answerKey(text)))?.value;
}

describe("options as text", () => {
  it("become numbered lines", () => {
    expect(asText(colours)).toBe("1. Red\n2. White wine 🍷");
    expect(asText({ quick_replies: Array.from({ length: 13 }, (_, i) => ({ label: `Day ${i}` })) })).toMatch(
      /\n13\. Day 12$/,
    );
  });

  it("have links and phone numbers as text, without numbers", () => {
    const buttons: InteractiveInput["buttons"] = [
      { label: "Shop", type: "url", value: "https://shop.example" },
      { label: "Yes", type: "reply" },
      { label: "Call", type: "phone", value: "+44 20 7946 0958" },
    ];
    expect(asText({ buttons })).toBe("Shop: https://shop.example\n1. Yes\nCall: +44 20 7946 0958");
  });

  it("become cards with title, subtitle and buttons, numbered across all cards", () => {
    expect(asText(products)).toBe(
      "Lamp\nFor the desk\n1. Buy\nDetails: https://shop.example/lamp\n\nChair\n2. Buy\nAsk us: +44 20 7946 0958\n3. Save\n\nTable",
    );
  });

  it("have no numbers when a label could be read as the number of another option", () => {
    expect(asText(guests)).toBe("- 2\n- 4\n- 6");
    expect(asText({ quick_replies: [{ label: "1" }, { label: "2" }, { label: "30" }] })).toBe("1. 1\n2. 2\n3. 30");
  });

  it("have their keywords instead of numbers; an empty one is a bullet", () => {
    expect(asText(menu)).toBe("A. One month\nINFO. Opening hours\n- Something else");
    const { quick_replies } = withoutKeywords(interactive.parse(menu));
    expect(quick_replies?.[0]).toEqual({ label: "One month", value: "One month" });
  });

  it("follow the text of the message, if it has one", () => {
    expect(textWithOptions("Which one?", interactive.parse(colours))).toBe("Which one?\n\n1. Red\n2. White wine 🍷");
    expect(textWithOptions("", interactive.parse(colours))).toBe("1. Red\n2. White wine 🍷");
    expect(textWithOptions("Hello", null)).toBe("Hello");
  });
});

describe("a customer's message after options", () => {
  it.each(["2", "2.", "2)", " 2 ", "２", "2️⃣", "White wine 🍷", "  white  WINE 🍷\n"])(
    "selects an option by %j",
    (text) => {
      expect(chosen(colours, text)).toBe("w");
    },
  );

  it.each(["3", "0", "white", "2 bottles", "", "w", "__proto__", "constructor"])("selects nothing by %j", (text) => {
    expect(chosen(colours, text)).toBeUndefined();
  });

  it("selects by label rather than by number when both are possible", () => {
    expect(chosen(guests, "2")).toBe("2");
    expect(chosen(guests, "3")).toBeUndefined();
    expect(chosen(guests, "6)")).toBe("6");
  });

  it.each([
    ["a", "One month"],
    ["A.", "One month"],
    ["info)", "Opening hours"],
    ["something else", "Something else"],
    ["1", undefined],
    ["", undefined],
  ])("selects by the keyword %j the option %j", (text, value) => {
    expect(chosen(menu, text)).toBe(value);
  });

  it("selects among cards by the number at the button", () => {
    expect(["1", "2", "3", "4"].map((number) => chosen(products, number))).toEqual([
      "buy-lamp",
      "buy-chair",
      "Save",
      undefined,
    ]);
  });

  it("selects nothing by a label of two options with different values, unless it was tapped", () => {
    expect(chosen(products, "Buy")).toBeUndefined();
    expect(chosen(products, "Buy", "buy-chair")).toBe("buy-chair");
  });

  it("does not select the value in a forged tap", () => {
    expect(chosen(products, "Buy", "buy-everything")).toBeUndefined();
    expect(chosen(products, "Save", "buy-chair")).toBe("Save");
    expect(chosen(products, "Details", "https://shop.example/lamp")).toBeUndefined();
  });
});
