import { describe, expect, it } from "vitest";
import { assertFewParts, cleanInput } from "@/server/http/body/clean-input";
import { DomainError } from "@/server/errors";
import { hostileInputs, optionsOfMessages, rightInputs } from "@/server/trpc/testing/hostile-inputs";
import { definitionOf, webhookStep } from "@/server/actions/testing/fixtures";
import { checkDefinition } from "./check-definition";
import { definitionInput } from "./definition-input";

Object.assign(process.env, {
  DATABASE_URL: "postgres://localhost/none",
  PARLEY_SECRET: "test-secret-test-secret-test-secret-test",
  PARLEY_URL: "http://localhost:3000",
  INNGEST_DEV: "1",
});

const known = {
  url: ["https://shop.example/"],
  path: ["body.a"],
  text: ['"a"'],
  value: ["12345678"],
  enum: [undefined],
  ...optionsOfMessages,
};

describe("checkDefinition", () => {
  const right = rightInputs(definitionInput, known);

  it("accepts the base definitions of this test, except for a callback whose address is never sent", () => {
    const refused = right.map(refusalOf).filter((message) => message !== null);
    expect(refused.filter((message) => !message.includes("{{callback.url}}"))).toEqual([]);
    expect(right.length - refused.length).toBeGreaterThan(50);
  });

  it("accepts or rejects each definition with a hostile value in one place, and never throws another error", () => {
    const inputs = hostileInputs(right);
    expect(inputs.length).toBeGreaterThan(1000);
    for (const { input } of inputs) refusalOf(input);
  });
});

it("The largest action that the schema allows has fewer fields and items than an input may have", () => {
  const named = Array.from({ length: 100 }, () => ({ name: "n", value: "v" }));
  const saveVariables = Array.from({ length: 50 }, () => ({ path: "body.a", variable: "a" }));
  const rules = Array.from({ length: 10 }, () => ({ left: "a", operator: "equals", right: "b" }));
  const acceptedStatusCodes = Array.from({ length: 100 }, (_, i) => 200 + i);
  const step = webhookStep("https://shop.example/", {
    query: named,
    headers: named,
    acceptedStatusCodes,
    saveVariables,
  });
  const one = { name: "a", description: "", type: "string", required: true };
  const definition = definitionOf(
    Array.from({ length: 20 }, (_, i) => ({ ...step, name: `s${i}` })),
    {
      arguments: Array.from({ length: 50 }, () => ({ ...one, enum: Array.from({ length: 100 }, String) })),
      constants: Array.from({ length: 50 }, () => ({ secret: false, name: "c", value: "v" })),
    },
  );
  expect(definitionInput.safeParse(definition).error).toBeUndefined();
  const steps = Array.isArray(definition["steps"]) ? definition["steps"] : [];
  const withRules = { ...definition, steps: steps.map((each) => ({ ...each, condition: { match: "all", rules } })) };
  expect(() => assertFewParts({ actionId: "act_1", definition: withRules })).not.toThrow();
});

/** Returns null for an accepted definition. Rethrows errors other than refusals. */
function refusalOf(input: unknown): string | null {
  try {
    checkDefinition(cleanInput(input));
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}
