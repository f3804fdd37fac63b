import { describe, expect, it } from "vitest";
import { phoneOfCustomer, toE164 } from "./phone-number";

describe("The phone number of a customer", () => {
  it.each([
    ["+44 312 345-678", "+44312345678"],
    ["0044 (312) 345.678", "+44312345678"],
    ["525500000000", "+525500000000"],
    ["5512345678", null],
    ["+0123456789", null],
    ["+12", null],
    ["+1234567890123456", null],
    ["Ann", null],
    ["", null],
  ])("%j is %j in E.164", (text, expected) => expect(toE164(text)).toBe(expected));

  it("is the channel's, or else a chat id with a plus sign", () => {
    expect(phoneOfCustomer("+44312345678", "+525500000000")).toBe("+44312345678");
    expect(phoneOfCustomer(null, "+525500000000")).toBe("+525500000000");
    expect(phoneOfCustomer("unknown", "525500000000")).toBe("");
  });
});
