import { describe, expect, it } from "vitest";
import { toE164 } from "./e164";

describe("toE164", () => {
  it.each([
    ["+525500000000", "+525500000000"],
    [" +52 (55) 0000-0000 ", "+525500000000"],
    ["0052 55 0000 0000", "+525500000000"],
    ["+49.171/1234567", "+491711234567"],
    ["525500000000", "+525500000000"],
  ])("writes %j as %j", (typed, number) => expect(toE164(typed)).toBe(number));

  it.each(["", "0171 1234567", "+0 171 1234567", "+12345", "+1234567890123456", "+52 call me", "5512345678"])(
    "refuses %j",
    (typed) => expect(toE164(typed)).toBeNull(),
  );
});
