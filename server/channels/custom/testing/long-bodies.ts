/** Bodies that are too long for the request log, each in a different way. */
export const longBodies: [what: string, body: unknown][] = [
  ["a long text", { text: "Hello there. ".repeat(5000) }],
  ["many fields", Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`field${i}`, i]))],
  ["a long list", { placeholders: Array.from({ length: 1_000_000 }, () => 0) }],
  ["deep lists", JSON.parse("[".repeat(100_000) + "]".repeat(100_000))],
  ["text that is not JSON", "Hello there. ".repeat(5000)],
];
