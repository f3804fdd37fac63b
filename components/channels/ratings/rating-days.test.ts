import { describe, expect, it } from "vitest";
import { dayName, hasRatings, helpfulText, scoreText, totalsOf } from "./rating-days";

const none = { helpful: 0, unhelpful: 0, rated: 0, scores: 0 };

describe("The totals of ratings", () => {
  it("are the sums of all days", () => {
    const days = [
      { day: "2026-08-01", helpful: 2, unhelpful: 1, rated: 0, scores: 0 },
      { day: "2026-08-02", helpful: 1, unhelpful: 0, rated: 2, scores: 9 },
    ];
    expect(totalsOf(days)).toEqual({ helpful: 3, unhelpful: 1, rated: 2, scores: 9 });
    expect(totalsOf([])).toEqual(none);
  });

  it("say that there is nothing only without ratings of any kind", () => {
    expect(hasRatings(none)).toBe(false);
    expect([{ helpful: 1 }, { unhelpful: 1 }, { rated: 1 }].map((some) => hasRatings({ ...none, ...some }))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it.each([
    [0, 0, "–"],
    [999, 1, "99 %"],
    [1, 999, "1 %"],
    [1, 1, "50 %"],
    [3, 0, "100 %"],
    [0, 3, "0 %"],
  ])("show the share of %i helpful and %i other answers as %s", (helpful, unhelpful, text) => {
    expect(helpfulText({ ...none, helpful, unhelpful })).toBe(text);
  });

  it("show the average score with one decimal place", () => {
    expect(scoreText({ ...none, rated: 3, scores: 13 })).toBe("4.3 of 5");
    expect(scoreText(none)).toBe("–");
  });

  it("name a day by its own date in every time zone", () => {
    expect(dayName("2026-08-01")).toBe("Aug 1");
  });
});
