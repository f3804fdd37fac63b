import { describe, expect, it } from "vitest";
import { emailAddress } from "./email-address";

describe("emailAddress", () => {
  it.each([
    ["ada@example.com", "ada@example.com"],
    [" Ada.Lovelace+news@Example.COM ", "ada.lovelace+news@example.com"],
    ["r&d@example.com", "r&d@example.com"],
    ["o'neil_1@mail.example.co.uk", "o'neil_1@mail.example.co.uk"],
    ["info@дом.рф", "info@xn--d1aqf.xn--p1ai"],
    ["INFO@ДОМ.РФ", "info@xn--d1aqf.xn--p1ai"],
    ["info@xn--d1aqf.xn--p1ai", "info@xn--d1aqf.xn--p1ai"],
    ["müller@example.com", "müller@example.com"],
    ["MU\u0308LLER@example.com", "müller@example.com"],
    ["почта@bücher.example", "почта@xn--bcher-kva.example"],
    ["ada@ｅｘａｍｐｌｅ.com", "ada@example.com"],
    ["ada@example。com", "ada@example.com"],
  ])("normalises %s to %s", (written, address) => expect(emailAddress.parse(written)).toBe(address));

  it.each([
    "",
    "ada",
    "@example.com",
    "ada@",
    "ada@example",
    "ada@@example.com",
    "a da@example.com",
    "ada@exa mple.com",
    ".ada@example.com",
    "ada.@example.com",
    "a..da@example.com",
    "ada@example..com",
    "ada@-example.com",
    "ada@example.com.",
    "ada@127.0.0.1",
    "ada@0x7f.1",
    "ada@[::1]",
    "ada@example.com:25",
    "ada@example.com/x",
    "ada@example.com?x",
    "ada@user@example.com",
    "ada\0@example.com",
    "ada\ufffd@example.com",
    "ada@exam\0ple.com",
    "ada@exam%00ple.com",
    "Ada <ada@example.com>",
    `${"a".repeat(65)}@example.com`,
    `${"a".repeat(250)}@example.com`,
    `a@${"дом.".repeat(60)}рф`,
  ])("refuses %j", (written) => expect(emailAddress.safeParse(written).success).toBe(false));
});
