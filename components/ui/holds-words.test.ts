import { expect, it } from "vitest";
import { holdsWords } from "./holds-words";

it("A search finds a text by its words in any order, without regard to case, accents and separators", () => {
  const zone = "America/Argentina/Buenos Aires GMT-3";
  const found = ["", "buenos", "AIRES buenos", "america/arg", "gmt-3", "Buenos_Aires", " búenos "];
  expect(found.filter((search) => !holdsWords(zone, search))).toEqual([]);
  expect(holdsWords(zone, "buenos lima")).toBe(false);
});
