import { expect, it } from "vitest";
import { languageTags } from "./language-tags";

it.each([
  ["french", "fr-fr"],
  ["français", "fr-fr"],
  ["fr", "fr-fr"],
  ["fr-fr", "fr-fr"],
  ["ukrainian", "uk-ua"],
  ["українська", "uk-ua"],
  ["english", "en-us"],
  ["日本語", "ja-jp"],
  ["klingon", undefined],
])("The tag of the language %j is %j", (name, tag) => {
  expect(languageTags()[name]).toBe(tag);
});
