import { expect, it } from "vitest";
import { suggestions } from "./suggestions";

const order = { description: "The order number, such as A-1042.", required: true };

it("The suggestions offer what the bot can do, with an example if there is one", () => {
  expect(suggestions([{ name: "Look up an order", arguments: [order] }])).toEqual([
    "Look up an order: A-1042",
    "What can you do?",
  ]);
});

it("The suggestions leave out an example that is missing or would not be enough", () => {
  const name = { description: "The full name", required: true };
  expect(suggestions([{ name: "Book", arguments: [order, name] }])[0]).toBe("Book");
  expect(suggestions([{ name: "Book", arguments: [name] }])[0]).toBe("Book");
  expect(suggestions([])).toEqual(["What can you do?"]);
});
