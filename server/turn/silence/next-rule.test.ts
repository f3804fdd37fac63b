import { describe, expect, it } from "vitest";
import { interaction } from "@/server/schemas/scenario/interaction";
import { nextRule } from "./next-rule";

const close = { type: "close" as const };

function asks(id: string, ...ruleIds: string[]) {
  return interaction.parse({
    id,
    name: id,
    silence: ruleIds.map((ruleId) => ({ id: ruleId, afterMinutes: 60, effect: close })),
  });
}

const order = asks("order", "o-1", "o-2", "o-3");
const still = asks("still", "s-1");
const bye = asks("bye");

function ruleOf(of: typeof order, ruleId: string, done = [ruleId]) {
  const rule = of.silence.find(({ id }) => id === ruleId);
  if (!rule) throw new Error(`There is no rule ${ruleId}.`);
  return { interaction: of, rule, done };
}

const next = (...given: Parameters<typeof nextRule>) => nextRule(...given)?.rule.id ?? null;

describe("The next rule for a silent customer", () => {
  it("is the first one of the interaction that an answer came to", () => {
    expect(next(order, null)).toBe("o-1");
    expect(next(bye, null)).toBeNull();
    expect(next(null, null)).toBeNull();
  });

  it("is the one after the rule that was carried out", () => {
    expect(next(null, ruleOf(order, "o-1"))).toBe("o-2");
    expect(next(null, ruleOf(order, "o-3", ["o-1", "o-2", "o-3"]))).toBeNull();
  });

  it("belongs to the interaction that a rule leads to, unless that has none", () => {
    expect(next(still, ruleOf(order, "o-1"))).toBe("s-1");
    expect(next(bye, ruleOf(order, "o-1"))).toBe("o-2");
  });

  it("was not carried out before", () => {
    expect(next(still, ruleOf(still, "s-1"))).toBeNull();
    expect(next(order, ruleOf(still, "s-1", ["o-1", "s-1"]))).toBe("o-2");
  });
});
