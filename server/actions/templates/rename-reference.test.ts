import { describe, expect, it } from "vitest";
import { renameReference } from "./rename-reference";

const rename = (template: string, root: "args" | "constants" | "steps" | "variables" = "args") =>
  renameReference(template, { root, from: "order", to: "receipt" });

describe("renameReference", () => {
  it.each([
    ["{{args.order}}", "{{args.receipt}}"],
    ["/a/{{args.order}}/{{ args.order }}?x={{args.other}}", "/a/{{args.receipt}}/{{ args.receipt }}?x={{args.other}}"],
    [
      '{"order": "{{args.order}}", "n": ["No. {{args.order}}!"]}',
      '{"order": "{{args.receipt}}", "n": ["No. {{args.receipt}}!"]}',
    ],
    ["{{args.order.order}}", "{{args.receipt.order}}"],
    ["{{args.order[0].order['order']}}", "{{args.receipt[0].order['order']}}"],
    ["{{args.order[*]}}", "{{args.receipt[*]}}"],
    ["{{\n args.order }}", "{{\n args.receipt }}"],
  ])("changes %j", (before, after) => expect(rename(before).text).toBe(after));

  it.each([
    "order",
    "args.order",
    "{{order}}",
    "{{args.orders}}",
    "{{args.order_number}}",
    "{{args.my_order}}",
    "{{args.Order}}",
    "{{constants.order}}",
    "{{steps.order.body}}",
    "{{args.item.order}}",
    "{{args.order",
    "{{ args. order }}",
    "{ {args.order} }",
    "",
  ])("leaves %j", (template) => expect(rename(template)).toEqual({ text: template, count: 0 }));

  it("changes the name of a step but not the keys of what it returned", () => {
    expect(rename("{{steps.order.body.order.steps.order}}", "steps")).toEqual({
      text: "{{steps.receipt.body.order.steps.order}}",
      count: 1,
    });
  });

  it("counts every reference", () => {
    expect(rename("{{args.order}}{{args.order}} {{ args.order }}").count).toBe(3);
  });

  it("writes a name with $ in its replacement as it is", () => {
    expect(renameReference("{{args.a}}", { root: "args", from: "a", to: "$1_$&" }).text).toBe("{{args.$1_$&}}");
  });
});
