import { describe, expect, it } from "vitest";
import { commonHeaders, pagePolicy } from "./security-headers";

const page = {
  nonce: "abc",
  publicOrigin: "https://parley.example",
  framedBy: [],
  showsCardImages: false,
  isDev: false,
};

describe("The headers of every response", () => {
  it("require https if and only if the product's public address is https", () => {
    expect(commonHeaders("https://parley.example").get("strict-transport-security")).toBe("max-age=31536000");
    expect(commonHeaders("http://localhost:3000").has("strict-transport-security")).toBe(false);
  });
});

describe("A page's policy", () => {
  it("allows files from the product's public address, whatever address the page has", () => {
    const policy = pagePolicy(page);
    expect(policy).toContain("img-src 'self' data: blob: https://parley.example;");
    expect(policy).toContain("media-src 'self' data: blob: https://parley.example;");
  });

  it("allows eval and other connections in development only", () => {
    expect(pagePolicy(page)).not.toMatch(/unsafe-eval|ws:/);
    const policy = pagePolicy({ ...page, isDev: true });
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic' 'unsafe-eval';");
    expect(policy).toContain("connect-src 'self' ws: wss:;");
  });
});
