import { describe, expect, it } from "vitest";
import { findTyped } from "./find-typed";
import { matchVariables } from "./match-variables";

/** Marks the caret with |. */
function typedIn(marked: string, braces: "{{" | "{" = "{{") {
  const caret = marked.indexOf("|");
  const text = marked.replace("|", "");
  const typed = findTyped(text, caret, braces);
  return typed && { query: typed.query, replaced: text.slice(typed.start, typed.end) };
}

describe("A reference that is being typed", () => {
  it.each([
    ["{{|", "", "{{"],
    ["/orders/{{args.or|?x=1", "args.or", "{{args.or"],
    ['{"a": "{{ steps.order.body.|"}', "steps.order.body.", "{{ steps.order.body."],
    ["{{args.a}} {{|", "", "{{"],
    ["{{args.|a}} b", "args.", "{{args.a}}"],
    ["{{steps.order.body|}}", "steps.order.body", "{{steps.order.body}}"],
    ["{{steps.o.body['first na|", "steps.o.body['first na", "{{steps.o.body['first na"],
    ["{{{|", "", "{{"],
  ])("is found in %j", (marked, query, replaced) => expect(typedIn(marked)).toEqual({ query, replaced }));

  it.each(["|", "plain|", "{|", "{{args.a}}|", "{{args.a}|", "{{a\nb|", "|{{", `{{${"x".repeat(300)}|`])(
    "is not found in %j",
    (marked) => expect(typedIn(marked)).toBeNull(),
  );

  it("does not swallow what follows an open brace", () => {
    expect(typedIn("{{|order and {{args.x}}")).toEqual({ query: "", replaced: "{{" });
  });

  it("has one brace in a bot's texts, where JSON and code are none", () => {
    expect(typedIn("Hello {cl|", "{")).toEqual({ query: "cl", replaced: "{cl" });
    expect(typedIn("Hello {cl|ient_name}!", "{")).toEqual({ query: "cl", replaced: "{client_name}" });
    expect(typedIn('{"a|', "{")).toBeNull();
    expect(typedIn("if (x) { y|", "{")).toBeNull();
  });
});

describe("The variables that fit what is typed", () => {
  const groups = [
    { label: "Arguments", items: [item("args.number"), item("args.order_number", "The number on the receipt")] },
    { label: "Order", items: [item("steps.order.body"), item("steps.order.body.items[0].sku")] },
  ];
  const found = (query: string) => matchVariables(groups, query).map(({ items }) => items.map((i) => i.reference));

  it("are all of them at first, in their groups", () => {
    expect(found("")).toEqual([
      ["args.number", "args.order_number"],
      ["steps.order.body", "steps.order.body.items[0].sku"],
    ]);
  });

  it("are those that contain it, the best match first", () => {
    expect(found("number")).toEqual([["args.number", "args.order_number"]]);
    expect(found("ORDER")).toEqual([["args.order_number"], ["steps.order.body", "steps.order.body.items[0].sku"]]);
    expect(found("steps")).toEqual([["steps.order.body", "steps.order.body.items[0].sku"]]);
    expect(found("sku")).toEqual([["steps.order.body.items[0].sku"]]);
    expect(found("receipt")).toEqual([["args.order_number"]]);
  });

  it("are none if nothing fits", () => expect(found("variables.tier")).toEqual([]));

  it("are limited in each group", () => {
    const many = Array.from({ length: 99 }, (_, i) => item(`args.a${i}`));
    expect(matchVariables([{ label: "", items: many }], "args")[0]?.items).toHaveLength(30);
    expect(matchVariables([{ label: "", items: many }], "a98")[0]?.items).toEqual([item("args.a98")]);
  });
});

function item(reference: string, hint = "") {
  return { reference, hint };
}
