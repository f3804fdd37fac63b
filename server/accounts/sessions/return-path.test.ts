import { describe, expect, it } from "vitest";
import { returnAddress, returnPath, signInPath } from "./return-path";

const ORIGIN = "https://parley.example.com";

/** Each of these leads to another site, directly or after a browser resolves it again. */
const leadingAway = [
  "https://evil.example",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  "\t//evil.example",
  "/.//evil.example",
  "/./\\evil.example",
  "/..//evil.example",
  "/..\\\\evil.example",
  "/../..//evil.example",
  "/%2e//evil.example",
  "/%2E%2e//evil.example",
  "/.%2e//evil.example",
  "/x/..//evil.example",
  "/x/%2e%2e//evil.example",
  "/x/.././/evil.example",
  "/x\\..\\\\evil.example",
  "/.\t//evil.example",
  "/.///evil.example/%2e%2e",
  "javascript:alert(1)",
  "data:text/html,x",
];

describe("returnPath", () => {
  it.each(["/bots/bot_1?tab=actions#top", "/inbox?search=//x", "/x//y", "/bots/a%2Fb", "/%2F/evil.example", "/"])(
    "returns %s, a path on this site",
    (path) => expect(returnPath(path)).toBe(path),
  );

  it.each([...leadingAway, undefined, "", ["/bots", "/settings"], "bots"])(
    "replaces %j with the bots page",
    (asked) => {
      expect(returnPath(asked)).toBe("/bots");
    },
  );

  it("returns a path with resolved dots", () => expect(returnPath("/bots/../tables/./t")).toBe("/tables/t"));
});

describe("returnAddress", () => {
  it.each([
    ["/sign-in", `${ORIGIN}/sign-in`],
    [`${ORIGIN}/bots?x=1`, `${ORIGIN}/bots?x=1`],
    [ORIGIN, `${ORIGIN}/`],
  ])("maps %s to %s", (asked, address) => expect(returnAddress(asked, ORIGIN)).toBe(address));

  it.each([
    ...leadingAway,
    ...leadingAway.filter((path) => path.startsWith("/.")).map((path) => `${ORIGIN}${path}`),
    `${ORIGIN}.evil.example/`,
    `${ORIGIN}:444/`,
    "https://parley.example.com@evil.example/",
    "no address",
  ])("replaces %j with the bots page", (asked) => {
    expect(returnAddress(asked, ORIGIN)).toBe(`${ORIGIN}/bots`);
  });
});

describe("signInPath", () => {
  it("leads back to a path on this site, with its query and fragment", () => {
    const path = signInPath("/inbox/con_1?tag=a&tag=b#msg_2");
    expect(new URL(path, ORIGIN).searchParams.get("callbackUrl")).toBe("/inbox/con_1?tag=a&tag=b#msg_2");
    expect(signInPath("/tables", "/sign-up")).toBe("/sign-up?callbackUrl=%2Ftables");
  });

  it.each([undefined, "/bots", ...leadingAway])("leads to the page after signing in that is usual for %j", (back) =>
    expect(signInPath(back)).toBe("/sign-in"),
  );
});
