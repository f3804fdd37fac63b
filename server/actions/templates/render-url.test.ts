import { describe, expect, it } from "vitest";
import { hasOrigin, renderUrl } from "./render-url";
import { StepFault } from "../step-fault";
import type { TemplateValues } from "./template";

function values(x: unknown, constants: Record<string, string> = {}): TemplateValues {
  return { args: { x, y: "." }, constants, secrets: {}, variables: {}, steps: {}, callback: {} };
}
const render = (template: string, x: unknown = "v", constants: Record<string, string> = {}) =>
  renderUrl(template, [], values(x, constants));

describe("renderUrl", () => {
  it.each([
    ["a/b?c#d&e=f", "a%2Fb%3Fc%23d%26e%3Df"],
    ["../../admin", "..%2F..%2Fadmin"],
    ["\\..\\x", "%5C..%5Cx"],
    ["Zoë 日本", "Zo%C3%AB%20%E6%97%A5%E6%9C%AC"],
    ["%2e%2e", "%252e%252e"],
    ["line\r\nbreak\0", "line%0D%0Abreak%00"],
    ["half \ud800 pair", "half%20%EF%BF%BD%20pair"],
    ["1.5", "1.5"],
  ])("encodes %j in the path and query", (value, encoded) => {
    expect(render("https://a.example/o/{{args.x}}/end?q={{args.x}}", value)).toBe(
      `https://a.example/o/${encoded}/end?q=${encoded}`,
    );
  });

  it("sends one parameter for each value of a list when the template says [*]", () => {
    const query = (value: string, x: unknown) =>
      renderUrl(
        "https://a.example/o?p=1",
        [
          { name: "tags", value },
          { name: "n", value: "2" },
        ],
        values(x),
      );
    expect(query("{{args.x[*]}}", ["a b", "c&d"])).toBe("https://a.example/o?p=1&tags=a%20b&tags=c%26d&n=2");
    expect(query("{{args.x}}", ["a", "b"])).toBe("https://a.example/o?p=1&tags=a%2Cb&n=2");
    expect(query("{{args.x[*]}}", "one")).toBe("https://a.example/o?p=1&tags=one&n=2");
    expect(query("{{args.x[*]}}", [])).toBe("https://a.example/o?p=1&n=2");
    expect(query("t-{{args.x[*]}}", ["a", "b"])).toBe("https://a.example/o?p=1&tags=t-a%2Cb&n=2");
    expect(renderUrl("https://a.example/o", [{ name: "tags", value: "{{args.x[*]}}" }], values([]))).toBe(
      "https://a.example/o",
    );
  });

  it.each([".", ".."])("rejects %j as a path segment, which would leave its folder", (value) => {
    expect(() => render("https://a.example/o/{{args.x}}/end", value)).toThrow(StepFault);
    expect(() => render("https://a.example/o/{{args.x}}", value)).toThrow("would lead out of its folder");
    expect(render("https://a.example/o?q={{args.x}}", value)).toBe(`https://a.example/o?q=${value}`);
  });

  it("rejects dots that form such a segment only together", () => {
    expect(() => render("https://a.example/o/{{args.x}}{{args.y}}", ".")).toThrow(StepFault);
    expect(() => render("https://a.example/o/.{{args.x}}", ".")).toThrow(StepFault);
    expect(() => render("https://a.example/o/%2E{{args.x}}", ".")).toThrow(StepFault);
    expect(render("https://a.example/o/v{{args.x}}{{args.y}}", ".")).toBe("https://a.example/o/v..");
  });

  it.each([
    "{{args.x}}",
    "https://{{args.x}}/",
    "https://a.example{{args.x}}",
    "https://a.example:{{args.x}}/",
    "https://u{{args.x}}@a.example/",
    "https:///{{args.x}}",
    "https:/{{args.x}}/",
    "https:\\\\{{args.x}}/",
    "https:{{args.x}}/",
    "{{args.x}}://a.example/",
    "{{constants.base}}{{args.x}}",
  ])("does not allow an argument in the scheme or host: %s", (template) => {
    expect(() => render(template, "evil.example", { base: "https://a.example" })).toThrow("which server to call");
  });

  it("uses constants unchanged in the scheme and host, and encodes them elsewhere", () => {
    const constants = { base: "https://a.example/v1?k=1", host: "b.example", key: "a/b c" };
    expect(render("{{constants.base}}&x={{args.x}}", "1&2", constants)).toBe("https://a.example/v1?k=1&x=1%262");
    expect(render("https://{{constants.host}}/{{constants.key}}", "", constants)).toBe("https://b.example/a%2Fb%20c");
  });

  it("adds parameters to the query that the address has", () => {
    const query = [
      { name: "q r", value: "{{args.x}} & more" },
      { name: "e", value: "" },
    ];
    const add = (url: string) => renderUrl(url, query, values("a=b"));
    const pairs = "q%20r=a%3Db%20%26%20more&e=";
    expect(add("https://a.example")).toBe(`https://a.example?${pairs}`);
    expect(add("https://a.example/p?x=1#f")).toBe(`https://a.example/p?x=1&${pairs}#f`);
    expect(add("https://a.example/p?")).toBe(`https://a.example/p?${pairs}`);
  });
});

describe("renderUrl with values that were left out", () => {
  it.each([
    ["https://a.example/c/{{args.x}}?limit={{args.none}}", "https://a.example/c/v"],
    ["https://a.example/c?limit={{args.none}}&page=1#top", "https://a.example/c?page=1#top"],
    ["https://a.example/c?page=1&limit={{args.none}}&{{args.none}}", "https://a.example/c?page=1"],
    ["https://a.example/c?limit={{args.none}}#{{args.none}}", "https://a.example/c#"],
    ["https://a.example/c?limit=n{{args.none}}&e=", "https://a.example/c?limit=n&e="],
    ["https://a.example/c?x={{steps.s.body['a&b=c']}}&y={{args.x}}", "https://a.example/c?y=v"],
    ["{{constants.base}}&limit={{args.none}}", "https://a.example/v1?k=1"],
    ["https://a.example/{{args.none}}/end", "https://a.example//end"],
  ])("renders %s", (template, url) => {
    expect(render(template, "v", { base: "https://a.example/v1?k=1" })).toBe(url);
  });

  it("omits such parameters, and keeps empty ones", () => {
    const query = [
      { name: "status", value: "{{args.none}}" },
      { name: "fixed", value: "" },
      { name: "null", value: "{{args.x}}" },
    ];
    expect(renderUrl("https://a.example/", query, values(null))).toBe("https://a.example/?fixed=&null=");
    expect(renderUrl("https://a.example/", query.slice(0, 1), values(null))).toBe("https://a.example/");
  });
});

describe("hasOrigin", () => {
  it.each(["https://a.example/", "HTTP://a.example?", "https://a.example\\"])("accepts %s", (url) =>
    expect(hasOrigin(url)).toBe(true),
  );
  it.each(["", "https://", "https://a.example", "https:///a/", "https:\\a\\", "ftp://a/", "https://a b/"])(
    'rejects "%s"',
    (url) => expect(hasOrigin(url)).toBe(false),
  );
});
