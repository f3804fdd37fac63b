import { beforeEach, expect, it } from "vitest";
import { samplePayload } from "@/server/schemas/events/event-catalogue";
import { stubEnvironment } from "@/server/testing/stub-environment";
import { graphemes } from "@/server/text/graphemes";
import { eventBody, MAX_BODY_BYTES, type PublishedEvent } from "./event-body";

beforeEach(stubEnvironment);

function event(payload: Record<string, unknown>): PublishedEvent {
  return { id: "evt_1", name: "message_received", payload, position: 42 };
}

interface Body {
  event: string;
  payload: Record<string, unknown>;
}

function parsed(body: string): Body {
  return JSON.parse(body);
}

it("The body of an event has its name, its payload and its sequence, in this order", () => {
  expect(eventBody(event({ b: 1, a: "é" }))).toBe(
    '{"event":"message_received","payload":{"b":1,"a":"é","sequence":42}}',
  );
});

it("The body of a sample is not cut", () => {
  const payload = samplePayload("message_received");
  expect(parsed(eventBody(event(payload))).payload).toEqual({ ...payload, sequence: 42 });
});

it("A body of exactly 256,000 bytes is sent whole, and one of a byte more is cut", () => {
  const frame = Buffer.byteLength(eventBody(event({ answer: "" })));
  const whole = eventBody(event({ answer: "x".repeat(MAX_BODY_BYTES - frame) }));
  expect(Buffer.byteLength(whole)).toBe(MAX_BODY_BYTES);
  expect(parsed(whole).payload).not.toHaveProperty("truncated");
  const cut = eventBody(event({ answer: "x".repeat(MAX_BODY_BYTES - frame + 1) }));
  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(MAX_BODY_BYTES);
  expect(parsed(cut).payload).toMatchObject({
    sequence: 42,
    truncated: true,
    link: "https://parley.example.com/api/v1/events/evt_1",
  });
});

it("Only the longest texts of a large event are cut, each to the same length", () => {
  const payload = {
    input: "Where is my parcel?",
    answer: "a".repeat(400_000),
    deep: { list: ["b".repeat(300_000), "short"] },
  };
  const body = eventBody(event(payload));
  const cut = parsed(body).payload;
  expect(cut).toMatchObject({ input: "Where is my parcel?", deep: { list: [expect.any(String), "short"] } });
  expect(Object.keys(cut)).toEqual(["input", "answer", "deep", "sequence", "truncated", "link"]);
  expect(Buffer.byteLength(body)).toBeGreaterThan(MAX_BODY_BYTES - 10);
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_BODY_BYTES);
  expect(cut["answer"]).toMatch(/^a+$/);
  expect(cut["deep"]).toEqual({ list: [String(cut["answer"]).replaceAll("a", "b"), "short"] });
});

it.each(["👩‍👩‍👧‍👦", "é", "中", '"', "\n", "\u0001", "e\u0301"])(
  "A text of many %j is cut between two characters and stays within the limit",
  (character) => {
    const body = eventBody(event({ answer: `x${character.repeat(200_000)}` }));
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_BODY_BYTES);
    const [first, ...rest] = [...graphemes(String(parsed(body).payload["answer"]))].map(({ segment }) => segment);
    expect(first).toBe("x");
    expect(new Set(rest)).toEqual(new Set([character]));
    expect(Buffer.byteLength(body)).toBeGreaterThan(MAX_BODY_BYTES - 100);
  },
);

it("An event with more numbers and keys than fit loses its largest list", () => {
  const payload = { input: "Hi", many: Array.from({ length: 100_000 }, (_, i) => i), few: [1, 2] };
  const body = eventBody(event(payload));
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_BODY_BYTES);
  expect(parsed(body).payload).toMatchObject({ input: "Hi", many: [], few: [1, 2], truncated: true });
});

it("The whole event has no limit where none is given", () => {
  const payload = { answer: "x".repeat(1_000_000) };
  expect(parsed(eventBody(event(payload), Infinity)).payload).toEqual({ ...payload, sequence: 42 });
});

it("The body of a large event is always the same", () => {
  const large = event({ answer: "x".repeat(300_000) });
  expect(eventBody(large)).toBe(eventBody(large));
});
