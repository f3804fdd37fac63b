import { describe, expect, it } from "vitest";
import { kindOfText, renderTextBody } from "./render-text-body";
import type { TemplateValues } from "./template";

const values: TemplateValues = {
  args: { sly: '","role":"admin', n: 4.5, markup: "<b>&", list: ["a", 'b"'], text: "a&b=c" },
  constants: {},
  secrets: {},
  variables: {},
  steps: {},
  callback: {},
};
const render = (template: string, type: string) => renderTextBody(template, type, values);

describe("renderTextBody", () => {
  it.each(["application/json", "Application/JSON; charset=utf-8", "application/vnd.api+json", "text/json"])(
    "does not let a value end its string in %s",
    (type) =>
      expect(JSON.parse(render('{"name":"x {{args.sly}}"}', type))).toEqual({ name: `x ${values.args["sly"]}` }),
  );

  it("writes values outside of quotes as JSON with their types", () => {
    const json = render('{"n":{{args.n}},"l":{{args.list}},"s":{{args.sly}},"none":{{args.none}}}', "application/json");
    expect(JSON.parse(json)).toEqual({ n: 4.5, l: ["a", 'b"'], s: values.args["sly"], none: null });
  });

  it("recognises a string with escaped quotes", () => {
    const json = render('{"a":"\\"{{args.sly}}\\\\","b":{{args.n}}}', "application/json");
    expect(JSON.parse(json)).toEqual({ a: `"${values.args["sly"]}\\`, b: 4.5 });
  });

  it("escapes values in markup, and encodes them in forms, where a value that was left out is omitted", () => {
    expect(render("<a>{{args.markup}}</a>", "application/soap+xml")).toBe("<a>&lt;b&gt;&amp;</a>");
    expect(render("a={{args.text}}&b={{args.none}}&c=", "application/x-www-form-urlencoded")).toBe("a=a%26b%3Dc&c=");
  });

  it("does not escape values in other texts", () => {
    expect(render("{{args.sly}}", "text/plain; charset=utf-8")).toBe(values.args["sly"]);
  });
});

describe("kindOfText", () => {
  it.each([
    ["", "plain"],
    ["text/plain; charset=utf-8", "plain"],
    ["application/x-ndjson", "json"],
    ["image/svg+xml", "markup"],
    ["text/html", "markup"],
    ["application/yaml", "unknown"],
    ["multipart/form-data; boundary=x", "unknown"],
    ["text/csv", "unknown"],
  ])("recognises %j", (type, kind) => expect(kindOfText(type)).toBe(kind));
});
