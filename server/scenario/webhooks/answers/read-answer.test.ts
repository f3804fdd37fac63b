import { describe, expect, it } from "vitest";
import { readAnswer } from "./read-answer";

/** Reads an answer that is expected to be usable. */
function read(answer: unknown, seed = "whc_1") {
  const result = readAnswer({ body: Buffer.from(JSON.stringify(answer)), isTooLarge: false }, seed);
  if (result.fault !== null) throw new Error(result.fault);
  return result.answer;
}

const one = (response: unknown) => read({ responses: [response] });

describe("A text of an answer", () => {
  it("is one of its elements, the same one for the same call", () => {
    const text = { type: "text", elements: ["a", "b", "c"], delay: 1500 };
    const seeds = Array.from({ length: 30 }, (_, i) => `whc_${i}`);
    const chosen = seeds.map((seed) => read({ responses: [text] }, seed).responses);
    expect(new Set(chosen.map((responses) => JSON.stringify(responses))).size).toBe(3);
    expect(seeds.map((seed) => read({ responses: [text] }, seed).responses)).toEqual(chosen);
    expect(chosen[0]).toMatchObject([{ type: "text", delayMs: 1500 }]);
  });

  it("may be a message, and waits no longer than a minute", () => {
    expect(one({ type: "text", message: "Hi", delay: 10 ** 9 }).responses).toEqual([
      { type: "text", text: "Hi", delayMs: 60_000 },
    ]);
  });

  it.each([
    [{ type: "text", elements: [] }],
    [{ type: "text", elements: ["a".repeat(1025)] }],
    [{ type: "text", elements: Array.from({ length: 21 }, () => "a") }],
    [{ type: "text", message: "" }],
    [{ type: "text" }],
  ])("outside of its limits is left out with a note", (text) => {
    const { responses, notes } = one(text);
    expect(responses).toEqual([]);
    expect(notes).toMatchObject([expect.stringMatching(/^Response 1: it was left out, because a text/)]);
  });
});

describe("Other responses of an answer", () => {
  const buttons = [
    { type: "postback", title: "Yes", value: "y" },
    { type: "goto", title: "Menu", value: "int_menu" },
    { type: "url", title: "Shop", value: "https://shop.example" },
    { type: "phone", title: "Call", value: "+44312345678" },
  ];
  const readButtons = [buttons[0], { type: "goto", title: "Menu", target: "int_menu" }, buttons[2], buttons[3]];
  const image = "https://shop.example/a.png";

  it("are read in ChatBot.com's form", () => {
    const card = { title: "Shoe", subtitle: "Red", imageUrl: image, buttons: buttons.slice(0, 3) };
    const bare = { title: "Sock" };
    const { responses, notes } = read({
      responses: [
        { type: "image", imageUrl: image },
        { type: "quickReplies", title: "Sure?", buttons },
        { type: "card", ...card },
        { type: "cards", elements: [card, bare] },
        { type: "button", title: "More", buttons },
        { type: "goto", value: "Goodbye" },
      ],
    });
    const shown = { ...card, buttons: readButtons.slice(0, 3) };
    expect(responses).toEqual([
      { type: "image", imageUrl: image },
      { type: "quickReplies", title: "Sure?", buttons: readButtons },
      { type: "cards", elements: [shown] },
      { type: "cards", elements: [shown, { title: "Sock", subtitle: "", imageUrl: "", buttons: [] }] },
      { type: "button", title: "More", buttons: readButtons },
      { type: "goto", target: "Goodbye" },
    ]);
    expect(notes).toEqual([]);
  });

  it.each([
    [{ type: "image", imageUrl: "javascript:alert(1)" }, "not a web address"],
    [{ type: "image", imageUrl: `${image}?${"a".repeat(1024)}` }, "not a web address"],
    [{ type: "quickReplies", title: "a".repeat(641), buttons }, "1 to 640 characters"],
    [{ type: "quickReplies", title: "a", buttons: Array.from({ length: 12 }, () => buttons[0]) }, "at most 11"],
    [{ type: "quickReplies", title: "a", buttons: [] }, "no quick replies"],
    [{ type: "card", title: "a".repeat(81) }, "1 to 80 characters"],
    [{ type: "card", title: "a", subtitle: "a".repeat(81) }, "at most 80 characters"],
    [{ type: "card", title: "a", buttons }, "at most 3"],
    [{ type: "cards", elements: Array.from({ length: 11 }, () => ({ title: "a" })) }, "at most 10 cards"],
    [{ type: "goto" }, "names no interaction"],
    [{ type: "end" }, 'no responses of the type "end"'],
    ["text", "not an object"],
  ])("are left out with a note: %j", (response, why) => {
    const { responses, notes } = one(response);
    expect(responses).toEqual([]);
    expect(notes.join(" ")).toContain(why);
  });

  it("keep the buttons that can be shown", () => {
    const given = [{ type: "livechat", title: "x" }, { title: "" }, { type: "url", title: "x", value: "ftp://a" }, "x"];
    const { responses, notes } = one({ type: "button", title: "a", buttons: [...given, { title: "b".repeat(90) }] });
    expect(responses).toMatchObject([{ buttons: [{ type: "postback", value: "b".repeat(90) }] }]);
    expect(notes).toHaveLength(4);
  });
});

describe("The attributes of an answer", () => {
  it("may be called parameters or attributes, in either schema", () => {
    const { attributes } = read({ parameters: { a: 1, b: [1] }, attributes: { a: 2, text: "x\0y" } });
    expect(attributes).toEqual({ a: 2, b: [1], text: "x\uFFFDy" });
  });

  it("are left out with a note if they cannot be variables", () => {
    const { attributes, notes } = read({ attributes: { "first name": "Ann", ok: true }, parameters: [1] });
    expect(attributes).toEqual({ ok: true });
    expect(notes).toEqual([
      '"parameters" is not an object, so it was left out.',
      'The attribute "first name" cannot be a variable\'s name.',
    ]);
  });
});

describe("An answer as a whole", () => {
  it.each([
    ["null", "not an object"],
    ['{"responses": {}}', '"responses" is not a list'],
    [`{"a":${"[".repeat(60)}${"]".repeat(60)}}`, "nested more than 50 levels deep"],
  ])("that is %j is not used", (body, fault) => {
    expect(readAnswer({ body: Buffer.from(body), isTooLarge: false }, "").fault).toContain(fault);
  });
});
