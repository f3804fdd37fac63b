import { expect, it } from "vitest";
import { durationInWords } from "./duration-in-words";

it.each([
  [0, "0 seconds", "0 s"],
  [1, "1 second", "1 s"],
  [90, "90 seconds", "90 s"],
  [60, "1 minute", "1 min"],
  [5400, "90 minutes", "90 min"],
  [7200, "2 hours", "2 h"],
  [86_400, "1 day", "1 d"],
  [30 * 86_400, "30 days", "30 d"],
])("durationInWords formats %i seconds as %s, or as %s in short", (seconds, words, short) => {
  expect(durationInWords(seconds)).toBe(words);
  expect(durationInWords(seconds, "short")).toBe(short);
});
