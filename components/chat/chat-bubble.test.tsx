import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ChatBubble } from "./chat-bubble";

function sideOf(sender: "customer" | "ai" | "employee", reader: "customer" | "team"): string {
  const html = renderToStaticMarkup(<ChatBubble sender={sender} reader={reader} name="Someone" text="Hello" />);
  return html.includes("items-end") ? "right" : "left";
}

it("A customer sees their own messages on the right, and the team sees the customer on the left", () => {
  const senders = ["customer", "ai", "employee"] as const;
  expect(senders.map((sender) => sideOf(sender, "customer"))).toEqual(["right", "left", "left"]);
  expect(senders.map((sender) => sideOf(sender, "team"))).toEqual(["left", "right", "right"]);
});
