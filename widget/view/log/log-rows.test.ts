import { describe, expect, it } from "vitest";
import type { ShownMessage } from "../../client/chat-client.ts";
import { logRows } from "./log-rows.ts";

const message = (id: string, sender: ShownMessage["sender"], at: string, name?: string): ShownMessage => ({
  id,
  sender,
  author: name === undefined ? null : { name, photo_url: null },
  text: [{ format: "plain", text: id }],
  files: [],
  interactive: null,
  at,
  state: "stored",
  isByModel: false,
  rating: null,
});

describe("The rows of the log", () => {
  it("group what one sender writes in a row, until five minutes have passed", () => {
    const rows = logRows(
      [
        message("a", "ai", "2026-05-04T12:00:00"),
        message("b", "ai", "2026-05-04T12:01:00"),
        message("c", "ai", "2026-05-04T12:07:00"),
        message("d", "customer", "2026-05-04T12:07:01"),
        message("e", "employee", "2026-05-04T12:08:00", "Anna"),
        message("f", "employee", "2026-05-04T12:08:10", "Ben"),
      ],
      null,
    );
    expect(rows.map(({ isFirst, isLast }) => `${isFirst ? "first" : ""}${isLast ? "last" : ""}`)).toEqual([
      "first",
      "last",
      "firstlast",
      "firstlast",
      "firstlast",
      "firstlast",
    ]);
  });

  it("begin a group at a new day and at the first unread message", () => {
    const rows = logRows(
      [
        message("a", "ai", "2026-05-04T23:59:50"),
        message("b", "ai", "2026-05-05T00:00:10"),
        message("c", "ai", "2026-05-05T00:00:20"),
      ],
      "c",
    );
    expect(rows.map(({ isNewDay, isNew, isFirst }) => [isNewDay, isNew, isFirst])).toEqual([
      [true, false, true],
      [true, false, true],
      [false, true, true],
    ]);
  });
});
