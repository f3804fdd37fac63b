import { expect, it } from "vitest";
import { initials } from "./avatar";

it.each([
  ["Ada King Lovelace", "AL"],
  ["  ada  ", "A"],
  ["Élise Ørsted", "ÉØ"],
  ["李 小龙", "李小"],
  ["😀 Fan", "😀F"],
  ["", "?"],
])("initials turns %j into %s", (name, text) => {
  expect(initials(name)).toBe(text);
});
