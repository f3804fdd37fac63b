import { describe, expect, it } from "vitest";
import { type BatchOutcome, SitePlan } from "./site-plan";

const START = "https://x.example/";
const planOf = (maxPages: number) =>
  new SitePlan({ urls: [START], start: START, depth: 5, maxPages, warnings: [], isCut: false });
const outcome = (part: Partial<BatchOutcome>): BatchOutcome => ({
  read: 0,
  links: [],
  isCut: false,
  left: [],
  failed: [],
  gone: [],
  warnings: [],
  ...part,
});
const pages = (count: number, letters = 0) =>
  Array.from({ length: count }, (_, n) => ({ url: `${START}${n}${"a".repeat(letters)}`, depth: 1 }));

/** Reads everything that is planned. @returns the number of batches. */
function readAll(plan: SitePlan, outcomeOf: (batch: { url: string; depth: number }[]) => Partial<BatchOutcome>) {
  let batches = 0;
  for (let batch = plan.next(); batch; batch = plan.next()) {
    batches += 1;
    plan.add(outcome(outcomeOf(batch)));
  }
  return batches;
}

describe("The plan of a site", () => {
  it("has room for so many addresses that the results of a run's steps stay small", () => {
    const plan = planOf(5000);
    plan.next();
    plan.add(outcome({ read: 1, links: pages(20_000, 900) }));
    expect(plan.total).toBeGreaterThan(3000);
    expect(plan.total * 900).toBeLessThan(3_000_000);
    expect(plan.roomLeft().letters).toBeLessThan(1000);
    expect(plan.allWarnings()).toEqual(["The site has more than 5,000 pages. The others were not read."]);
    const small = planOf(10);
    small.add(outcome({ links: pages(100) }));
    expect(small.roomLeft().addresses).toBe(0);
  });

  it("has fewer than 900 batches, however many addresses lead to no page", () => {
    const plan = planOf(5000);
    plan.add(outcome({ links: pages(20_000) }));
    expect(readAll(plan, (batch) => ({ gone: batch.map(({ url }) => url) }))).toBeLessThan(900);
    expect(plan.gone.length).toBeGreaterThan(10_000);
    expect(plan.isStopped).toBe(false);
  });

  it("ends after 900 batches in which the site was too slow, and says so", () => {
    const plan = planOf(5000);
    plan.add(outcome({ links: pages(5000) }));
    expect(readAll(plan, (batch) => ({ read: 1, left: batch.slice(1) }))).toBe(900);
    expect(plan.isStopped).toBe(true);
    expect(plan.allWarnings()).toEqual(["The site answers too slowly, so not all of its pages were read."]);
  });
});
