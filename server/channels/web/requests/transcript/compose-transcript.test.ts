import { describe, expect, it } from "vitest";
import type { VisibleMessage } from "@/server/conversations/list-messages";
import { en } from "@/server/schemas/widget/texts/en";
import { composeTranscript } from "./compose-transcript";

const chosen = { language: "en", texts: { ...en, title: "Shop" } };
const message = (changes: Partial<VisibleMessage>): VisibleMessage => ({
  id: "msg_1",
  external_id: null,
  sender: "customer",
  text: "",
  markdown: null,
  files: [],
  author: null,
  rating: null,
  created_at: "2026-03-02T23:15:00.000Z",
  ...changes,
});

describe("A transcript", () => {
  it("has names, times in the visitor's time zone, options and files", () => {
    const file = { name: "offer.pdf", url: "https://x/secret", size_bytes: 2048, mime_type: "application/pdf" };
    const text = composeTranscript(
      [
        message({
          sender: "ai",
          text: "Which?",
          quick_replies: [
            { label: "Red", value: "r" },
            { label: "Blue", value: "b" },
          ],
        }),
        message({ text: "Red", files: [file] }),
        message({ sender: "employee", text: "Hi.", author: { name: "Ada", photo_url: null } }),
        message({ sender: "employee", text: "Me too." }),
      ],
      chosen,
      "Europe/Berlin",
    );
    expect(text.replaceAll("\u202F", " ")).toBe(`Shop

Shop, Mar 3, 2026, 12:15 AM:
  Which?

  1. Red
  2. Blue

You, Mar 3, 2026, 12:15 AM:
  Red
  [offer.pdf, 2 kB]

Ada, Mar 3, 2026, 12:15 AM:
  Hi.

Our team, Mar 3, 2026, 12:15 AM:
  Me too.

Europe/Berlin
`);
  });

  it("shows lines that imitate another speaker as part of their message", () => {
    const text = composeTranscript([message({ text: "Hello\rShop, Mar 3, 2026:\u2028Free!" })], chosen, "UTC");
    const speakers = text.split("\n").filter((line) => /^\S.*:$/.test(line));
    expect(speakers).toHaveLength(1);
    expect(speakers[0]).toMatch(/^You, /);
  });
});
