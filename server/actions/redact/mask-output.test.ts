import { describe, expect, it } from "vitest";
import { maskOutput } from "./redact";
import { plainOutput } from "@/server/schemas/step-output";
import { createSecretFinder } from "@/server/secrets/masking/find-secrets";

/** Masks a body, and counts the searches and the characters they read. */
function maskCounted(body: unknown, secret: string) {
  const work = { searches: 0, characters: 0 };
  const output = maskOutput(plainOutput({ summary: "", forBot: "", body }), [secret], (words) => {
    const { find, shortest } = createSecretFinder(words);
    const counted = (text: string) => {
      work.searches += 1;
      work.characters += text.length;
      return find(text);
    };
    return { find: counted, shortest };
  });
  return { body: output.body, work };
}

describe("maskOutput", () => {
  it.each(['"'.repeat(300), "!".repeat(12), "a-b-c-d!1", "sk-proj-Ab3dEf6hIj9kLmN0", "!!!!"])(
    "searches none of 50,000 numbers that are shorter than the secret %s",
    (secret) => {
      const numbers = Array.from({ length: 50_000 }, () => 1);
      const { body, work } = maskCounted(numbers, secret);
      expect(work).toEqual({ searches: 0, characters: 0 });
      expect(body).toEqual(numbers);
    },
  );

  it("searches a text once that occurs 100,000 times in the body, and masks every occurrence", () => {
    const { body, work } = maskCounted(Array.from({ length: 100_000 }).fill("is a-b-c-d!1"), "a-b-c-d!1");
    expect(work).toEqual({ searches: 1, characters: 12 });
    expect(body).toEqual(Array.from({ length: 100_000 }).fill("is •••"));
  });

  it("masks keys, numbers and texts in any encoding among 50,000 other values", () => {
    const others = Array.from({ length: 50_000 }, (_, i) => `${i} \\% &amp;`);
    const { body, work } = maskCounted([...others, { "x12%2F34": "12\\/34" }, "12&#47;34\0"], "12/34");
    expect(body).toEqual([...others, { "x•••": "•••" }, "•••\uFFFD"]);
    expect(work.searches).toBeLessThan(10);
    expect(maskCounted([12_345_678], "12345678").body).toEqual(["•••"]);
  });
});
