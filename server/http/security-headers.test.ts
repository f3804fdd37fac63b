import { describe, expect, it } from "vitest";
import { commonHeaders, pagePolicy } from "./security-headers";

const page = {
  nonce: "abc",
  publicOrigin: "https://parley.example",
  framedBy: [],
  showsCardImages: false,
  isDev: false,
};

describe("the headers of every answer", () => {
  it("keep browsers with https where the product's public address is https, and only there", () => {
    expect(commonHeaders("https://parley.example").get("strict-transport-security")).toBe("max-age=31536000");
    expect(commonHeaders("http://localhost:3000").has("strict-transport-security")).toBe(false);
  });
});

describe("a page's policy", () => {
  it("shows files from the product's public address, under whatever address the page is seen", () => {
    const policy = pagePolicy(page);
    expect(policy).toContain("img-src 'self' data: blob: https://parley.example;");
    expect(policy).toContain("media-src 'self' data: blob: https://parley.example;");
  });

  it("allows eval and other connections to a development server alone", () => {
    expect(pagePolicy(page)).not.toMatch(/unsafe-eval|ws:/);
    const policy = pagePolicy({ ...page, isDev: true });
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic' 'unsafe-eval';");
    expect(policy).toContain("connect-src 'self' ws: wss:;");
  });
});
