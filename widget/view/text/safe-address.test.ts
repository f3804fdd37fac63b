import { describe, expect, it } from "vitest";
import { phoneAddress, safeAddress } from "./safe-address.ts";

describe("The address of a link", () => {
  it.each([
    [" https://shop.example/a?b=1 ", "https://shop.example/a?b=1", true],
    ["http://shop.example", "http://shop.example/", true],
    ["tel:+4930123456", "tel:+4930123456", false],
    ["mailto:a@example.com?subject=x", "mailto:a@example.com?subject=x", false],
    ["sms:+4930123456", "sms:+4930123456", false],
    ["tg://resolve?domain=shop", "tg://resolve?domain=shop", false],
  ])("of %j is opened as %j", (value, href, isWeb) => {
    expect(safeAddress(value)).toEqual({ href, isWeb });
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\u0001javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "blob:https://example.com/1",
    "file:///etc/passwd",
    "view-source:https://example.com",
    "//evil.example",
    "/bots",
    "shop.example",
    "",
  ])("of %j is not opened", (value) => {
    expect(safeAddress(value)).toBeNull();
  });
});

describe("The address of a phone number", () => {
  it("keeps what can be dialled", () => {
    expect(phoneAddress("+49 (30) 123-456")).toBe("tel:+4930123456");
    expect(phoneAddress("*100#")).toBe("tel:*100%23");
    expect(phoneAddress("call us")).toBeNull();
    expect(phoneAddress("javascript:alert(1)")).toBe("tel:1");
  });
});
