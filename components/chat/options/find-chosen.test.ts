import { describe, expect, it } from "vitest";
import { findChosen } from "./find-chosen";

const colours = {
  id: "colours",
  sender: "ai" as const,
  text: "Which colour?",
  interactive: {
    quick_replies: [
      { label: "Red", value: "r" },
      { label: "Blue", value: "b" },
    ],
  },
};
const red = { label: "Red", value: "r" };
const blue = { label: "Blue", value: "b" };

function written(id: string, text: string, meaning?: string) {
  return { id, sender: "customer" as const, text, ...(meaning !== undefined && { meaning }) };
}

describe("The option that a customer chose", () => {
  it("is the one whose value the answer means, however the answer is written", () => {
    expect([...findChosen([colours, written("c1", "2", "b")])]).toEqual([
      ["colours", { label: "Blue", value: "b" }],
      ["c1", { label: "Blue", value: "b" }],
    ]);
  });

  it("is the one whose label or value is the text of an answer without a meaning", () => {
    expect(findChosen([colours, written("c1", " Red ")]).get("colours")).toEqual(red);
    expect(findChosen([colours, written("c1", "b")]).get("colours")).toEqual(blue);
  });

  it("is unknown when the customer writes something else, even if a later option matches", () => {
    expect(findChosen([colours, written("c1", "Green"), written("c2", "Red")]).size).toBe(0);
  });

  it("can belong to any of the messages since the customer's last one", () => {
    const later = { id: "later", sender: "ai" as const, text: "Anything else?" };
    const sizes = { ...colours, id: "sizes", interactive: { quick_replies: [{ label: "Small", value: "s" }] } };
    expect([...findChosen([colours, sizes, later, written("c1", "Red", "r")]).keys()]).toEqual(["colours", "c1"]);
  });

  it("can be a reply button of a card, but never a link or a phone number", () => {
    const cards = {
      id: "cards",
      sender: "ai" as const,
      text: "",
      interactive: {
        cards: [
          {
            title: "Mug",
            buttons: [
              { label: "Buy", type: "reply" as const, value: "mug" },
              { label: "Look", type: "url" as const, value: "https://shop.example/mug" },
              { label: "Call", type: "phone" as const, value: "+4930123" },
            ],
          },
        ],
      },
    };
    expect(findChosen([cards, written("c1", "Buy", "mug")]).get("cards")).toMatchObject({ label: "Buy" });
    for (const text of ["Look", "+4930123"]) expect(findChosen([cards, written("c1", text)]).size).toBe(0);
  });
});
