import { describe, expect, it } from "vitest";
import { isAbsent, parseTemplate, renderText, wholeReference, type TemplateValues } from "./template";
import { templateFaults } from "./template-faults";

const values: TemplateValues = {
  args: { order: "A-1042", count: 3, gift: false, tags: ["red", "blue"], missing: null },
  constants: { base: "https://api.example.com" },
  secrets: { shop_key: "k-1" },
  variables: { client_name: "Ada" },
  steps: {
    login: {
      status: 201,
      headers: { "x-request-id": "r-1" },
      body: { items: [{ id: 7, "price.net": 9.5 }], "order-id": "o-1", nested: { a: 1 }, none: null },
    },
  },
  callback: { url: "https://parley.example.com/api/callback/t" },
};
const render = (template: string) => renderText(template, values);

describe("renderText", () => {
  it.each([
    ["Order {{args.order}}!", "Order A-1042!"],
    ["{{  args.count  }}/{{args.gift}}", "3/false"],
    ["{{args.tags}} {{args.tags[1]}} {{args.tags.length}}", "red,blue blue 2"],
    ["{{constants.base}} {{variables.client_name}}", "https://api.example.com Ada"],
    ["{{secrets.shop_key}} {{secrets.other}}", "k-1 "],
    ["{{steps.login.body.items[0].id}} {{steps.login.body.items.0.id}}", "7 7"],
    ["{{steps.login.body.order-id}} {{steps.login.body.items[0]['price.net']}}", "o-1 9.5"],
    ["{{steps.login.body.nested}} {{steps.login.status}}", '{"a":1} 201'],
    ["{{steps.login.headers.X-Request-ID}}", "r-1"],
  ])("renders %s", (template, text) => expect(render(template)).toBe(text));

  it.each([
    "{{args.unknown}}",
    "{{args.missing}}",
    "{{variables.x.y.z}}",
    "{{steps.login.body.none.deeper}}",
    "{{steps.login.body.items[9].id}}",
    "{{steps.login.body.constructor}}",
    "{{steps.login.body.__proto__}}",
    "{{steps.other.body}}",
    "{{steps.login.headers.x-other}}",
  ])("renders %s as empty when there is no such value", (template) => expect(render(template)).toBe(""));

  it("does not expand references inside of a value", () => {
    const sly = { ...values, args: { order: "{{constants.base}}" } };
    expect(renderText("{{args.order}}", sly)).toBe("{{constants.base}}");
  });

  it("leaves other braces unchanged", () => {
    expect(render('{"a":{"b":{}}} { { args.order } } {{{args.count}}}')).toBe('{"a":{"b":{}}} { { args.order } } {3}');
  });
});

describe("isAbsent", () => {
  it.each(["{{args.unknown}}", " {{variables.nobody}} ", "{{args.unknown}} {{steps.login.body.nope}}"])(
    "is true for %j, which has no value",
    (template) => expect(isAbsent(template, values)).toBe(true),
  );

  it.each([
    "",
    "fixed",
    "{{args.order}}",
    "{{args.gift}}",
    "{{args.missing}}",
    "{{steps.login.body.none}}",
    "n={{args.unknown}}",
    "{{args.unknown}}{{args.order}}",
    "{{nonsense}}",
  ])("is false for %j, which has a value, even if empty", (template) => expect(isAbsent(template, values)).toBe(false));
});

describe("parseTemplate", () => {
  it("separates text and references", () => {
    expect(parseTemplate("a {{args.b}}{{nonsense}}")).toEqual([
      { kind: "text", text: "a " },
      { kind: "value", source: "{{args.b}}", reference: { root: "args", name: "b", path: [] } },
      { kind: "value", source: "{{nonsense}}", reference: null },
    ]);
  });

  it("detects a template that is a single reference", () => {
    expect(wholeReference("{{ args.b }}")).toMatchObject({ name: "b" });
    expect(wholeReference(" {{args.b}}")).toBeNull();
    expect(wholeReference("{{args.b}}{{args.b}}")).toBeNull();
    expect(wholeReference("")).toBeNull();
  });
});

describe("templateFaults", () => {
  const scope = {
    args: ["order"],
    constants: ["base"],
    secrets: ["shop_key"],
    earlierSteps: ["login"],
    laterSteps: ["self", "after"],
    hasCallback: false,
  };

  it.each([
    "plain",
    "{{secrets.shop_key}}",
    "{{args.order}}{{constants.base}}{{variables.anything.at.all}}",
    "{{steps.login.body}}{{steps.login.body.a[0].b}}{{steps.login.status}}{{steps.login.headers.x-y}}",
  ])("accepts %s", (template) => expect(templateFaults(template, scope)).toEqual([]));

  it.each([
    ["{{args.ordr}}", 'There is no argument "ordr". Did you mean {{args.order}}?'],
    ["{{args.zip}}", 'There is no argument "zip". There is: order.'],
    ["{{order}}", "{{order}} is not a known value. Did you mean {{args.order}}?"],
    ["{{constants.key}}", 'There is no constant "key". There is: base.'],
    ["{{steps.nope.body}}", 'There is no earlier step "nope". There is: login.'],
    ["{{steps.after.body}}", 'needs the step "after" to have run'],
    ["{{steps.self.body}}", 'needs the step "self" to have run'],
    ["{{steps.login}}", "must continue with .body, .status or .headers.<name>"],
    ["{{steps.login.status.x}}", "must continue with"],
    ["{{steps.login.headers}}", "must continue with"],
    ["{{constants.base.x}}", "goes deeper than a constant"],
    ["{{secrets.other}}", 'There is no workspace secret "other". There is: shop_key.'],
    ["{{secrets.shop_key.x}}", "goes deeper than a secret"],
    ["{{zip}}", "{{zip}} is not a known value: write one of args.…, constants.…"],
    ["{{}}", "is not a known value"],
    ["{{callback.url}}", "needs a later step that waits for a callback"],
    ["{{callback.token}}", "is not a known value; the address is {{callback.url}}"],
    ["{{args.order", "A {{ is never closed by }}."],
  ])("explains %s", (template, message) => {
    expect(templateFaults(template, scope)).toEqual([expect.stringContaining(message)]);
  });

  it("accepts the callback address before a callback step", () => {
    expect(templateFaults("{{callback.url}}", { ...scope, hasCallback: true })).toEqual([]);
    expect(render("{{callback.url}}")).toBe("https://parley.example.com/api/callback/t");
  });

  it("reports a repeated fault once", () => expect(templateFaults("{{x}}{{x}}", scope)).toHaveLength(1));
});
