import { describe, expect, it } from "vitest";
import { splitAnswer } from "./split-answer";

const by = (mode: "none" | "paragraph" | "sentence" | "length", text: string, maxCharacters = 100) =>
  splitAnswer(text, { mode, maxCharacters });

describe("An answer that is not split", () => {
  it("stays one message", () => {
    expect(by("none", " A.\n\nB. ")).toEqual(["A.\n\nB."]);
    expect(by("paragraph", "Only one.")).toEqual(["Only one."]);
  });
});

describe("Splitting by paragraph", () => {
  it("makes a message of each paragraph, regardless of the space between them", () => {
    expect(by("paragraph", "One.\n\nTwo,\nstill two.\n \n\n\nThree.")).toEqual(["One.", "Two,\nstill two.", "Three."]);
  });

  it("keeps a block of code whole, even if it is not closed", () => {
    const code = "```js\nconst a = 1;\n\nconst b = 2;\n```";
    expect(by("paragraph", `Do this:\n\n${code}\n\nDone.`)).toEqual(["Do this:", code, "Done."]);
    expect(by("paragraph", "Do this:\n\n~~~\na\n\nb")).toEqual(["Do this:", "~~~\na\n\nb"]);
  });

  it("leaves the rest in the last message if there are too many", () => {
    const parts = by("paragraph", Array.from({ length: 100 }, (_, i) => `p${i}`).join("\n\n"));
    expect(parts).toHaveLength(30);
    expect(parts.at(-1)).toContain("p99");
  });
});

describe("Splitting by sentence", () => {
  it("makes a message of each sentence, in any script", () => {
    expect(by("sentence", "Hello! It is shipped. Anything else?")).toEqual([
      "Hello!",
      "It is shipped.",
      "Anything else?",
    ]);
    expect(by("sentence", "Привіт! Замовлення в дорозі. Ще щось?")).toEqual([
      "Привіт!",
      "Замовлення в дорозі.",
      "Ще щось?",
    ]);
  });

  it("does not split at addresses, numbers, titles and initials", () => {
    const text = "See https://shop.example/a?b=1. Now v2.5 costs 3.50 today.";
    expect(by("sentence", text)).toEqual(["See https://shop.example/a?b=1.", "Now v2.5 costs 3.50 today."]);
    expect(by("sentence", "Dr. Smith and J. Doe will see you. Bye.")).toEqual([
      "Dr. Smith and J. Doe will see you.",
      "Bye.",
    ]);
    expect(by("sentence", "Write to info@shop.example. Or call.")).toEqual(["Write to info@shop.example.", "Or call."]);
  });

  it("keeps lists, tables and code whole", () => {
    const list = "1. Open it. Look.\n2. Close it.";
    const table = "| a | b |\n| - | - |\n| Yes. No. | c |";
    expect(by("sentence", `Two steps. Do them:\n\n${list}\n\n${table}`)).toEqual([
      "Two steps.",
      "Do them:",
      list,
      table,
    ]);
    expect(by("sentence", "Type `a. B. c` here. Done.")).toEqual(["Type `a. B. c` here.", "Done."]);
  });
});

describe("Splitting by length", () => {
  const sentence = "This sentence has exactly forty letters.";

  it("keeps every part within the limit and loses no word", () => {
    const text = Array.from({ length: 400 }, (_, i) => `word${i}`).join(" ");
    const parts = by("length", text);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(parts.join(" ")).toBe(text);
  });

  it("prefers the end of a paragraph, then of a sentence, then of a word", () => {
    expect(by("length", `${sentence}\n\n${sentence} ${sentence}`)).toEqual([sentence, `${sentence} ${sentence}`]);
    expect(by("length", `${sentence} ${sentence} ${sentence}`)).toEqual([`${sentence} ${sentence}`, sentence]);
    const words = `${"many words ".repeat(12)}end`;
    expect(by("length", words)[0]).toBe("many words ".repeat(9).trim());
  });

  it("never cuts an address or code, even if they are longer than the limit", () => {
    const url = `https://shop.example/${"x".repeat(150)}`;
    expect(by("length", `Here it is, as you asked for it a while ago: ${url} And more to say.`)).toEqual([
      "Here it is, as you asked for it a while ago:",
      url,
      "And more to say.",
    ]);
    const code = `\`\`\`\n${"const x = 1;\n\n".repeat(20)}\`\`\``;
    expect(by("length", `Run this now, please, and tell me:\n\n${code}\n\nThen this.`)).toEqual([
      "Run this now, please, and tell me:",
      code,
      "Then this.",
    ]);
  });

  it("cuts a very long word between two whole characters", () => {
    const parts = by("length", "👩‍👩‍👧‍👦".repeat(30));
    expect(parts.join("")).toBe("👩‍👩‍👧‍👦".repeat(30));
    expect(parts.every((part) => part.startsWith("👩") && part.endsWith("👦") && part.length <= 100)).toBe(true);
    for (const character of ["🇨🇭", "👨‍👩‍👧‍👦", "👍🏽"]) {
      for (let before = 0; before < 24; before += 1) {
        const text = "x".repeat(before) + character.repeat(60);
        const parts = by("length", text);
        expect(parts.join("")).toBe(text);
        expect(parts.map((part) => part.replace(/^x+/, "").replaceAll(character, ""))).toEqual(parts.map(() => ""));
      }
    }
    expect(by("length", "x".repeat(250)).map(({ length }) => length)).toEqual([100, 100, 50]);
  });
});

describe("A long answer", () => {
  const pieces = [
    "a.",
    "a. ",
    "[",
    "[a](",
    "`",
    "```\n",
    "http://a",
    "www.",
    "a@",
    "a@b.",
    "...",
    " ",
    "\n",
    " .\n",
    "- a\n",
  ];

  it.each(pieces)("of %j becomes at most 30 messages by paragraph or sentence", (piece) => {
    for (const mode of ["sentence", "paragraph"] as const) {
      const parts = by(mode, `x${piece.repeat(20_000)}x`);
      expect(parts.length).toBeLessThanOrEqual(30);
      expect(parts.join("").replaceAll(/\s/g, "")).toBe(`x${piece.repeat(20_000)}x`.replaceAll(/\s/g, ""));
    }
  });

  it.each(pieces)("of %j loses nothing when it is split by length", (piece) => {
    const text = `x${piece.repeat(5000)}x`;
    expect(by("length", text).join("").replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
  });

  it("keeps an address whole, without the punctuation after it", () => {
    expect(by("sentence", `See https://shop.example/a${".".repeat(20_000)} Bye.`)[0]).toMatch(/^See https:/);
    expect(by("length", `${"y".repeat(60)} https://shop.example/${"x".repeat(60)}).`)).toEqual([
      "y".repeat(60),
      `https://shop.example/${"x".repeat(60)}).`,
    ]);
  });
});
