import { expect, it } from "vitest";
import { readLiveEvent } from "./follow-events";

it("Live events are parsed, and unknown ones ignored", () => {
  expect(readLiveEvent('{"type":"thread","conversationId":"cnv_1"}')).toEqual({
    type: "thread",
    conversationId: "cnv_1",
  });
  expect(readLiveEvent('{"type":"weather"}')).toBeNull();
  expect(readLiveEvent("{")).toBeNull();
});
