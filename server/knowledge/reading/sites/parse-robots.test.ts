import { describe, expect, it } from "vitest";
import { parseRobots } from "./parse-robots";

const ORIGIN = "https://x.example";
const parse = (...lines: string[]) => parseRobots(`${ORIGIN}/robots.txt`, lines.join("\n"));
const allowed = (robots: ReturnType<typeof parse>, ...paths: string[]) =>
  paths.filter((path) => robots.isAllowed(ORIGIN + path));

describe("The rules of a site", () => {
  it("for Parley replace those for all programs, and those for others do not count", () => {
    const others = ["User-agent: Other", "Disallow: /other", "Crawl-delay: 9"];
    const any = ["User-agent: Third", "User-agent: *", "Disallow: /any # all", "Crawl-delay: 2"];
    const own = ["user-agent: Parley/1.0", "Disallow: /own", "Allow: /own/public"];
    const paths = ["/other", "/any", "/own/a", "/own/public"];
    expect(allowed(parse(...others, ...any), ...paths)).toEqual(["/other", "/own/a", "/own/public"]);
    expect(allowed(parse(...own, ...others, ...any), ...paths)).toEqual(["/other", "/any", "/own/public"]);
    expect([parse(...others, ...any).delaySeconds, parse(...any, ...own).delaySeconds]).toEqual([2, 0]);
    expect(parse(...others, `Sitemap: ${ORIGIN}/s.xml`).sitemaps).toEqual([`${ORIGIN}/s.xml`]);
    expect(allowed(parse("User-agent: *", "", "Disallow: /**a$"), "/ba", "/ab")).toEqual(["/ab"]);
  });

  it("that name many programs and pages are read within seconds", () => {
    const agents = Array.from({ length: 12_000 }, (_, n) => `User-agent: ${n}`);
    const rules = Array.from({ length: 12_000 }, (_, n) => `Disallow: /${n}/`);
    const began = performance.now();
    const robots = parse(...agents, "User-agent: *", ...rules);
    expect(allowed(robots, "/999/", "/x")).toEqual(["/x"]);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it.each([
    ["stars", `/${"*a".repeat(490)}b`],
    ["letters after a star", `/*${"a".repeat(990)}b`],
    ["encoded letters", `/*${"中".repeat(980)}`],
    ["repeated stars", `/${"**********a".repeat(90)}b`],
  ])("with as many %s as possible are compared with an address in some milliseconds", (_, pattern) => {
    const robots = parse("User-agent: *", ...Array.from({ length: 500 }, () => `Disallow: ${pattern}`));
    const address = `${ORIGIN}/${"a".repeat(950)}`;
    const began = performance.now();
    for (let n = 0; n < 5; n += 1) robots.isAllowed(address);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
