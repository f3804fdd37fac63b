import { describe, expect, it } from "vitest";
import { createRedactor } from "@/server/secrets/masking/create-redactor";
import { redactOutput } from "./redact";
import type { StepOutput } from "@/server/schemas/step-output";

const SECRET = 'p/a"s\\s wörd&+';
const redact = createRedactor([SECRET]);

describe("createRedactor", () => {
  it.each<[string, string]>([
    ["plain", SECRET],
    ["percent-encoded", encodeURIComponent(SECRET)],
    ["percent-encoded in lower case", encodeURIComponent(SECRET).replaceAll(/%\w\w/g, (hex) => hex.toLowerCase())],
    ["percent-encoded twice", encodeURIComponent(encodeURIComponent(SECRET))],
    ["as a form writes it", new URLSearchParams({ s: SECRET }).toString().slice(2)],
    ["as a URL normalises it", new URL(`https://a.example/?s=${SECRET.replaceAll("&", "%26")}`).search.slice(3)],
    ["in JSON", JSON.stringify(SECRET).slice(1, -1)],
    ["in JSON with slashes escaped", JSON.stringify(SECRET).slice(1, -1).replace("/", "\\/")],
    ["in JSON in JSON", JSON.stringify(JSON.stringify(SECRET)).slice(3, -3)],
    ["in ASCII JSON", JSON.stringify(SECRET).slice(1, -1).replace("ö", "\\u00F6")],
    ["in HTML", SECRET.replaceAll("&", "&amp;").replaceAll('"', "&quot;")],
  ])("masks a secret that is written %s", (_how, written) => {
    expect(redact(`before ${written} after`)).toBe("before ••• after");
  });

  it.each(["", "u", "us", "user", "user:", "a:b"])("masks the secret in the Base64 of %j and the secret", (before) => {
    const encoded = Buffer.from(`${before}${SECRET}tail`).toString("base64");
    expect(redact(`Basic ${encoded}`)).toContain("•••");
    const left = redact(encoded).split("•••");
    expect(left.every((part) => !Buffer.from(part, "base64").toString().includes("wör"))).toBe(true);
    expect(redact(Buffer.from(`${before}${SECRET}`).toString("base64url"))).toContain("•••");
  });

  it("masks the user and password of a Basic credential that is returned decoded", () => {
    const redact = createRedactor([Buffer.from("shop:correct horse").toString("base64")]);
    expect(redact("hello shop:correct horse")).toBe("hello •••");
    expect(redact("password correct horse!")).toBe("password •••!");
  });

  it("masks the token of a header that is returned without its scheme, but not a short word", () => {
    const redact = createRedactor(["Bearer 7f3a-91bc-55d0", "secret word"]);
    expect(redact("no token 7f3a-91bc-55d0 here, Bearer 7f3a-91bc-55d0")).toBe("no token ••• here, •••");
    expect(redact("a word about a secret word")).toBe("a word about a •••");
  });

  it("masks the longer of two secrets with the same start", () => {
    expect(createRedactor(["abcd", "abcdefgh"])("abcdefgh abcd")).toBe("••• •••");
  });

  it("treats special characters literally", () => {
    expect(createRedactor(["a.c*(x)$"])("abc a.c*(x)$ aXc")).toBe("abc ••• aXc");
  });

  it("leaves other texts unchanged, and all texts when there are no secrets", () => {
    expect(redact("nothing of p/a here")).toBe("nothing of p/a here");
    expect(createRedactor([])("all")).toBe("all");
    expect(createRedactor(["", "abc"])("abc")).toBe("abc");
  });

  it("is fast with long secrets and long texts", () => {
    const key = `-----BEGIN KEY-----\n${"MIIEvQ/+=\n".repeat(300)}`;
    const text = `${"\\".repeat(100_000)}${"%25".repeat(100_000)}${"x".repeat(600_000)}${JSON.stringify(key)}`;
    const began = performance.now();
    expect(createRedactor([key, "\\\\%%//"])(text)).not.toContain("MIIEvQ");
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe("createRedactor, for texts that are slow to search", () => {
  const megabyte = 1_000_000;

  it.each<[string, string, string]>([
    ["4,500 slashes in a megabyte of slashes", "/".repeat(4500), "/".repeat(megabyte)],
    ["4,500 slashes in a megabyte of escaped slashes", "/".repeat(4500), "\\/".repeat(megabyte / 2)],
    ["300 quotes in a megabyte of quotes", '"'.repeat(300), '"'.repeat(megabyte)],
    ["1,000 quotes in a megabyte of entities", '"'.repeat(1000), "&quot;".repeat(megabyte / 6)],
    ["spaces in a megabyte of percent signs encoded over and over", " ".repeat(1000), `${"%25".repeat(300_000)}20`],
    ["backslashes in a megabyte of backslashes", "\\".repeat(500), "\\".repeat(megabyte)],
  ])("masks %s as one place, or leaves the text unchanged", (_what, secret, text) => {
    expect(["•••", text]).toContain(createRedactor([secret])(text));
  });

  it("finds nothing when a megabyte contains the start of a secret 222 times", () => {
    const text = `${"/".repeat(4499)}x`.repeat(222);
    expect(createRedactor(["/".repeat(4500)])(text)).toBe(text);
  });

  it("masks one of many secrets with the same start, in a text that repeats that start", () => {
    const secrets = Array.from({ length: 20 }, (_, i) => `${"a".repeat(900)}${i}`);
    const text = `${"a".repeat(megabyte)}7 end`;
    expect(createRedactor(secrets)(text)).toBe(`${"a".repeat(megabyte - 900)}••• end`);
  });
});

describe("createRedactor, for texts with mixed encodings", () => {
  it.each<[string, string, string]>([
    ["a secret that looks encoded itself", "a%2Fb&amp;c", "x a%2Fb&amp;c y"],
    ["its percent signs encoded", "a%2Fb&amp;c", "x a%252Fb%26amp%3Bc y"],
    ["its entities encoded", "a%2Fb&amp;c", "x a%2Fb&amp;amp;c y"],
    ["an emoji as its bytes", "key-😀-9", "x key-%F0%9F%98%80-9 y"],
    ["an emoji as its units", "key-😀-9", "x key-\\ud83d\\uDE00-9 y"],
    ["a line break as an escape", "line one\nline two", "x line one\\nline two y"],
    ["a Windows path in JSON", "C:\\new\\table", "x C:\\\\new\\\\table y"],
    ["a secret after what looks like the start of an escape", "2Fabc", "x%2Fabc y"],
  ])("masks %s", (_what, secret, text) => {
    expect(createRedactor([secret])(text)).toMatch(/^x[ %]•••(?: y)$/);
  });
});

describe("redactOutput", () => {
  it("changes every text of an output", () => {
    const s = "s3cret";
    const output: StepOutput = {
      attempts: [
        {
          method: "POST",
          url: `https://a.example/${s}`,
          requestHeaders: { "x-a": s },
          requestBody: `{"a":"${s}"}`,
          status: 200,
          error: `failed with ${s}`,
          durationMs: 1,
          responseBytes: 1,
        },
      ],
      status: 200,
      headers: { "x-echo": s },
      body: { list: [{ deep: s }], [s]: 1, number: 12_345_678 },
      truncated: false,
      error: s,
      forBot: s,
      summary: s,
      variables: { kept: { deep: [s] } },
      trace: [
        {
          kind: "model",
          model: "offline",
          text: s,
          toolCalls: [{ id: "1", name: "look_up", input: { x: s } }],
          error: s,
          inputTokens: 1,
          outputTokens: 1,
          attempts: 1,
          durationMs: 1,
        },
        {
          kind: "action",
          runId: null,
          functionName: "f",
          arguments: { x: s },
          status: "failed",
          result: s,
          durationMs: 1,
        },
        { kind: "note", text: s },
      ],
    };
    const redacted = redactOutput(output, createRedactor([s, "12345678"]));
    expect(JSON.stringify(redacted)).not.toMatch(/s3cret|12345678/);
    expect(redacted.body).toEqual({ list: [{ deep: "•••" }], "•••": 1, number: "•••" });
  });
});
