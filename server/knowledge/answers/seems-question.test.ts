import { describe, expect, it } from "vitest";
import { seemsQuestion } from "./seems-question";

describe("seemsQuestion", () => {
  it.each([
    "How much does delivery cost?",
    "I want to return my shoes",
    "Сколько стоит доставка?",
    "配送要多久？",
    "Wie lange dauert der Versand",
  ])("recognises %j", (message) => expect(seemsQuestion(message)).toBe(true));

  it.each(["Hello", "Thanks a lot!", "ok", "Yes?", "1042", "👍", "Good morning!"])("leaves %j out", (message) =>
    expect(seemsQuestion(message)).toBe(false),
  );
});
