import { describe, expect, it } from "vitest";
import { phoneAddress, webAddress } from "./option-address";

describe("The address of a link button", () => {
  it("is the web page that the button names", () => {
    expect(webAddress(" https://shop.example/a?b=1 ")).toBe("https://shop.example/a?b=1");
    expect(webAddress("http://shop.example")).toBe("http://shop.example/");
  });

  it.each(["javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "tel:+49", "/bots", "shop.example", ""])(
    "is null for %s",
    (value) => {
      expect(webAddress(value)).toBeNull();
    },
  );
});

describe("The address of a phone button", () => {
  it.each([
    ["+49 (30) 123-456", "tel:+4930123456"],
    ["*100#", "tel:*100%23"],
  ])("keeps what can be dialled of %s", (value, address) => {
    expect(phoneAddress(value)).toBe(address);
  });

  it("is null for a text without digits", () => {
    expect(phoneAddress("call us")).toBeNull();
    expect(phoneAddress("")).toBeNull();
  });
});
