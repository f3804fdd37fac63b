import { describe, expect, it } from "vitest";
import { cleanInput } from "@/server/http/clean-input";
import { DomainError } from "@/server/errors";
import { hostileInputs, rightInputs } from "@/server/trpc/testing/hostile-inputs";
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
};

describe("checkDefinition", () => {
  const right = rightInputs(definitionInput, known);

  it("accepts the definitions that the hostile ones are made of, except a callback that nobody can call", () => {
    const refused = right.map(refusalOf).filter((message) => message !== null);
    expect(refused.filter((message) => !message.includes("{{callback.url}}"))).toEqual([]);
    expect(right.length - refused.length).toBeGreaterThan(50);
  });

  it("accepts or refuses each definition with a hostile value in one place, and never throws another error", () => {
    const inputs = hostileInputs(right);
    expect(inputs.length).toBeGreaterThan(1000);
    for (const { input } of inputs) refusalOf(input);
  });
});

/** Null for a definition that is accepted. Throws errors that are not refusals. */
function refusalOf(input: unknown): string | null {
  try {
    checkDefinition(cleanInput(input));
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}
