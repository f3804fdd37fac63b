import { describe, expect, it } from "vitest";
import { readAnswer } from "./read-answer";

const read = (bytes: string | Buffer, type = "", isCut = false) => readAnswer(Buffer.from(bytes), type, isCut);

describe("readAnswer", () => {
  it.each(["application/json", "application/json; charset=utf-8", "application/problem+json", "text/json"])(
    "parses %s",
    (type) => expect(read('{"a":[1]}', type)).toEqual({ text: '{"a":[1]}', body: { a: [1] } }),
  );

  it("parses JSON that has another content type", () => {
    expect(read('{"a":1}', "text/html").body).toEqual({ a: 1 });
    expect(read(" [1]", "").body).toEqual([1]);
  });

  it("returns text unchanged", () => {
    expect(read("42", "text/plain").body).toBe("42");
    expect(read("42", "application/json").body).toBe(42);
    expect(read("[not json", "text/plain").body).toBe("[not json");
    expect(read("{broken", "application/json").body).toBe("{broken");
    expect(read("", "application/json")).toEqual({ text: "", body: "" });
  });

  it("reads other character sets, byte order marks and unknown labels", () => {
    expect(read(Buffer.from([0xcf, 0xf0, 0xe8]), "text/plain; charset=windows-1251").text).toBe("При");
    expect(read(Buffer.from([0xcf, 0xf0, 0xe8]), "text/plain; charset='windows-1251'").text).toBe("При");
    expect(read(Buffer.from([0xcf, 0xf0, 0xe8]), 'text/plain;charset="Windows-1251"').text).toBe("При");
    expect(read(Buffer.from([0xcf, 0xf0, 0xe8]), "application/octet-stream; charset=cp1251").text).toBe("При");
    expect(read("\uFEFF{}", "application/json").body).toEqual({});
    expect(read(Buffer.from('\uFEFF{"a":"é"}', "utf16le"), "application/json").body).toEqual({ a: "é" });
    expect(read("é", "text/plain; charset=nonsense").text).toBe("é");
  });

  it.each(["image/png", "application/pdf", "audio/ogg"])("describes %s as binary", (type) =>
    expect(read("abc", type)).toEqual({ text: "[binary, 3 bytes]", body: "[binary, 3 bytes]" }),
  );

  it("checks the bytes when the content type is vague", () => {
    expect(read(Buffer.from([0xff, 0xfe, 0x01])).text).toBe("[binary, 3 bytes]");
    expect(read("a\0b", "application/unknown").text).toBe("[binary, 3 bytes]");
    expect(read("héllo", "application/unknown").text).toBe("héllo");
    expect(read("<svg/>", "image/svg+xml").text).toBe("<svg/>");
  });

  it.each(["application/octet-stream", "binary/octet-stream", "", "json"])(
    "with the content type %j, reads text as text and describes anything else",
    (type) => {
      expect(read('{"a":1}', type)).toEqual({ text: '{"a":1}', body: { a: 1 } });
      expect(read("Привіт,\tsvit\r\n", type).text).toBe("Привіт,\tsvit\r\n");
      expect(read(Buffer.from("\uFEFFtak", "utf16le"), type).text).toBe("tak");
      expect(read(Buffer.from([0x50, 0x4b, 0x03, 0x04]), type).text).toBe("[binary, 4 bytes]");
      expect(read(Buffer.from([0x89, 0x50, 0x4e, 0x47]), type).text).toBe("[binary, 4 bytes]");
      expect(read("", type).text).toBe("");
    },
  );

  it("does not split a character at the cut", () => {
    const cut = Buffer.from("aé").subarray(0, 2);
    expect(read(cut, "text/plain", true).text).toBe("a");
    expect(read(cut, "", true).text).toBe("a");
  });

  it("keeps every digit of long integers", () => {
    expect(read('{"id":12345678901234567890,"n":1.5,"t":"x"}', "application/json").body).toEqual({
      id: "12345678901234567890",
      n: 1.5,
      t: "x",
    });
  });

  it("returns JSON that is nested too deeply as text", () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    expect(read(deep, "application/json").body).toBe(deep);
  });
});
