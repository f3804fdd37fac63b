import { describe, expect, it } from "vitest";
import { createTypedBoxes, type TextBox } from "./typed-text";

/** A dialog with one box that the user focuses. */
function focused(box: Partial<TextBox> = {}) {
  const shown = { value: "", type: "text", isConnected: true, ...box };
  const boxes = createTypedBoxes();
  boxes.see(shown);
  return {
    boxes,
    box: shown,
    type(text: string) {
      shown.value = text;
      boxes.type(shown);
    },
  };
}

describe("A dialog's form", () => {
  it("has no typed text when a box was only focused, or when the form filled it", () => {
    const { boxes, box } = focused({ value: "Ada" });
    expect(boxes.hasText()).toBe(false);
    box.value = "Order status";
    expect(boxes.hasText()).toBe(false);
  });

  it("has typed text until the box is again as it was", () => {
    const { boxes, box, type } = focused({ value: "Ada" });
    type("Ada L");
    expect(boxes.hasText()).toBe(true);
    boxes.see(box);
    expect(boxes.hasText()).toBe(true);
    type("Ada");
    expect(boxes.hasText()).toBe(false);
  });

  it("has typed text when the box that took it is no longer shown", () => {
    const { boxes, box, type } = focused();
    type("curl https://example.com");
    box.isConnected = false;
    expect(boxes.hasText()).toBe(true);
  });

  it.each(["radio", "checkbox", "search"])("has no typed text after a change of a box of type %s", (kind) => {
    const { boxes, type } = focused({ type: kind });
    type("a");
    expect(boxes.hasText()).toBe(false);
  });

  it("has no typed text when it is opened again", () => {
    const { boxes, type } = focused();
    type("a");
    boxes.clear();
    expect(boxes.hasText()).toBe(false);
  });
});
