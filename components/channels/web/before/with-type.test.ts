import { describe, expect, it } from "vitest";
import { preChatField } from "@/server/schemas/widget/widget-settings";
import { withType } from "./with-type";

describe("A question with another type", () => {
  it("gets a variable named by its label if its own belongs to the contact", () => {
    const email = preChatField.parse({ key: "email", type: "email", label: "Which topic?" });
    expect(withType(email, "choice")).toEqual({ type: "choice", key: "which_topic" });
    expect(withType({ ...email, label: "E-Mail" }, "text")).toEqual({ type: "text", key: "e_mail" });
    for (const label of ["Email", "Тема"]) {
      expect(withType({ ...email, label }, "text")).toEqual({ type: "text", key: "email_answer" });
    }
  });

  it("keeps every other variable", () => {
    const topic = preChatField.parse({ key: "topic", label: "Topic" });
    expect(withType(topic, "choice")).toEqual({ type: "choice" });
    expect(withType({ ...topic, key: "email", type: "email" }, "email")).toEqual({ type: "email" });
  });
});
