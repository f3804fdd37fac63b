import { expect, it } from "vitest";
import { legInWords } from "./leg-in-words";

it("A direct question's score is shown beside the threshold, which it must not seem to reach", () => {
  expect(legInWords({ leg: "question", rank: 1, score: 0.7149 }, 0.8)).toBe("Direct question: 0.71, needs 0.80");
  expect(legInWords({ leg: "question", rank: 1, score: 0.7999 }, 0.8)).toBe("Direct question: 0.79, needs 0.80");
  expect(legInWords({ leg: "question", rank: 1, score: 1 }, 0.8)).toBe("Direct question: 1.00, needs 0.80");
});

it("Other searches are shown with their place", () => {
  expect(legInWords({ leg: "words", rank: 2, score: 0.516 }, 0.8)).toBe("Words: place 2 (0.52)");
  expect(legInWords({ leg: "question", rank: 1, score: 0.7 }, undefined)).toBe("Direct question: place 1 (0.70)");
});
