import { describe, expect, it } from "vitest";
import { suggestReference } from "./suggest-reference";

const scope = {
  args: ["order_number", "email"],
  constants: ["api_key", "base"],
  secrets: ["shop_key"],
  earlierSteps: ["order", "shelf"],
  laterSteps: ["self"],
  hasCallback: false,
};

describe("suggestReference", () => {
  it.each([
    ["args.order_numbr", "args.order_number"],
    ["args.Order_Number", "args.order_number"],
    ["args.order", "args.order_number"],
    ["args.mail", "args.email"],
    ["arg.email", "args.email"],
    ["constant.api_key", "constants.api_key"],
    ["args.api_key", "constants.api_key"],
    ["secret.shop_kye", "secrets.shop_key"],
    ["email", "args.email"],
    [" e_mail ", "args.email"],
    ["shelf", "steps.shelf.body"],
    ["steps.ordr.body.item.sku", "steps.order.body.item.sku"],
    ["step.order.status", "steps.order.status"],
    ["order.body.item['first name']", "steps.order.body.item['first name']"],
  ])("finds what %j means", (written, meant) => expect(suggestReference(written, scope)).toBe(meant));

  it.each(["args.zip", "", "x", "{}", "a b", "args.x.y.z", "steps.self.body", "variables."])(
    "finds nothing for %j",
    (written) => expect(suggestReference(written, scope)).toBeNull(),
  );

  it("finds nothing if no name is known", () => {
    const nothing = { args: [], constants: [], secrets: null, earlierSteps: [], laterSteps: [], hasCallback: false };
    expect(suggestReference("args.order", nothing)).toBeNull();
  });
});
