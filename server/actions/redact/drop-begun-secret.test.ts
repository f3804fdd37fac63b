import { describe, expect, it } from "vitest";
import { dropBegunSecret } from "./drop-begun-secret";

const SECRET = 'p/a"s\\s wörd&+';

describe("dropBegunSecret", () => {
  it.each<[string, string]>([
    ["plain", SECRET],
    ["percent-encoded", encodeURIComponent(SECRET)],
    ["percent-encoded twice", encodeURIComponent(encodeURIComponent(SECRET))],
    ["in JSON", JSON.stringify(SECRET).slice(1, -1)],
    ["in ASCII JSON", JSON.stringify(SECRET).slice(1, -1).replace("ö", "\\u00F6")],
    ["in HTML", SECRET.replaceAll("&", "&amp;").replaceAll('"', "&quot;")],
  ])("drops a secret that is written %s, wherever the text was cut", (_how, written) => {
    for (let end = written.indexOf("s") + 1; end <= written.length; end += 1) {
      expect(dropBegunSecret(`before ${written.slice(0, end)}`, [SECRET])).toBe("before ");
    }
  });

  it("drops the start of a secret in Base64", () => {
    const encoded = Buffer.from(`user:${SECRET}`).toString("base64");
    expect(dropBegunSecret(encoded.slice(0, 16), ["other secret", SECRET])).toBe(encoded.slice(0, 7));
  });

  it("keeps an ending that has fewer than 4 characters or does not start a secret", () => {
    for (const text of ["before p/a", 'before a"s\\s', "50%", "", SECRET + " after"]) {
      expect(dropBegunSecret(text, [SECRET])).toBe(text);
    }
    expect(dropBegunSecret("abc", ["abc"])).toBe("abc");
  });

  it("processes a megabyte of incomplete escapes and secret starts", () => {
    const text = "\\".repeat(500_000) + "/".repeat(500_000);
    expect(dropBegunSecret(text, ["/".repeat(4500)])).toBe(text.slice(0, -4500));
  });
});
