import { expect, test } from "vitest";
import { checkExpression, isTrue, keyOf } from "./expressions.ts";

const event = { name: "paid", data: { id: "a", sum: 3, tags: ["x"], none: null } };

test("An expression compares fields of the event and of the awaited event", () => {
  expect(isTrue("event.data.sum > 2 && event.data.id == 'a'", { event })).toBe(true);
  expect(isTrue("event.data.id == async.data.id", { event, async: { data: { id: "a" } } })).toBe(true);
  expect(isTrue("event.data.id == async.data.id", { event, async: { data: { id: "b" } } })).toBe(false);
});

test("An expression on a missing, unsuitable or non-boolean value is false", () => {
  for (const expression of [
    "event.data.gone == 'a'",
    "event.data.gone.deeper == 1",
    "event.data.id > 1",
    "event.data.id",
  ]) {
    expect(isTrue(expression, { event })).toBe(false);
  }
  expect(isTrue("event.data.sum == 3 || event.data.gone == 'a'", { event })).toBe(true);
});

test("Different values give different keys, and missing ones share the empty key", () => {
  expect(keyOf("event.data.id", event)).toBe("a");
  expect(keyOf("event.data.id + '-' + event.name", event)).toBe("a-paid");
  expect(keyOf("event.data.sum", event)).toBe("3");
  expect(keyOf("event.data.tags", event)).toBe('["x"]');
  expect(keyOf("event.data.gone", event)).toBe("");
  expect(keyOf("event.data.none", event)).toBe("");
  expect(keyOf("event.data.id", { data: { id: "y".repeat(300) } })).toHaveLength(64);
  expect(keyOf("event.data.id", { data: { id: "nul\0" } })).toHaveLength(64);
});

test.each(["event.data.", "evnt.data.id", "lowercase(event.data.id)"])(
  "An invalid expression %j is refused with the reason",
  (expression) => {
    expect(() => checkExpression(expression)).toThrow(`The expression \`${expression}\` can't be used: `);
  },
);
