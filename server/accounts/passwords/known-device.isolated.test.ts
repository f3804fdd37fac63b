import { beforeAll, describe, expect, it, vi } from "vitest";
import { knownDevice, rememberDevice } from "./known-device";

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgres://localhost/none");
  vi.stubEnv("PARLEY_SECRET", "test-secret-test-secret-test-secret-test");
  vi.stubEnv("PARLEY_URL", "https://parley.example.com");
  vi.stubEnv("INNGEST_DEV", "1");
});

function after(headers: Headers, email: string): Headers {
  return new Headers({ cookie: rememberDevice(headers, email).split(";")[0] ?? "" });
}

describe("A known device", () => {
  it("is known under one id to the accounts that signed in on it, and to no others", () => {
    const one = after(new Headers(), "ada@example.com");
    const both = after(one, "bob@example.com");
    const id = knownDevice(one, "ada@example.com");
    expect(id).toMatch(/^dev_/);
    expect(knownDevice(both, "ada@example.com")).toBe(id);
    expect(knownDevice(both, "bob@example.com")).toBe(id);
    expect(knownDevice(one, "bob@example.com")).toBeNull();
  });

  it("remembers the five accounts that signed in last", () => {
    let headers = new Headers();
    for (let n = 0; n < 7; n++) headers = after(headers, `ada-${n}@example.com`);
    const known = Array.from({ length: 7 }, (_, n) => knownDevice(headers, `ada-${n}@example.com`) !== null);
    expect(known).toEqual([false, false, true, true, true, true, true]);
  });

  it("cannot be forged with another id, mark or format", () => {
    const cookie = after(new Headers(), "ada@example.com").get("cookie") ?? "";
    const forged = [
      cookie.replace(/dev_./, (start) => (start === "dev_0" ? "dev_1" : "dev_0")),
      cookie.replace(/.{4}$/, "AAAA"),
      cookie.split(".")[0] ?? "",
      `${cookie}.x`,
      "__Host-parley-device=",
    ];
    expect(forged.map((cookie) => knownDevice(new Headers({ cookie }), "ada@example.com"))).toEqual(
      forged.map(() => null),
    );
  });

  it("has a cookie that scripts cannot read and that is not sent over plain http", () => {
    expect(rememberDevice(new Headers(), "ada@example.com")).toMatch(
      /^__Host-parley-device=\S+; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure$/,
    );
  });
});
