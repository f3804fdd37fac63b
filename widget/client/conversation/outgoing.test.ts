import { describe, expect, it } from "vitest";
import { messageBody, newOutgoing, readOutgoing } from "./outgoing.ts";

const file = {
  file: "handle",
  name: "a.pdf",
  url: "https://parley.example.com/a",
  size_bytes: 1,
  mime_type: "application/pdf",
};

describe("A message that was not sent", () => {
  it("is kept with its tapped option and files", () => {
    const message = newOutgoing({ text: "Yes", choice: { message_id: "msg_1", value: "yes" }, files: [file] });
    const kept = JSON.stringify({ visitor: "ada", messages: [message] });
    expect(readOutgoing(kept)).toEqual({ visitor: "ada", messages: [message] });
    expect(messageBody(message)).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      role: "user",
      parts: [
        { type: "text", text: "Yes" },
        { type: "data-choice", data: { message_id: "msg_1", value: "yes" } },
        { type: "data-upload", data: { file: "handle" } },
      ],
    });
  });

  it.each([null, "", "{", "null", "[]", '{"visitor":"a","messages":{}}'])(
    "is not read from the damaged entry %j",
    (entry) => expect(readOutgoing(entry)).toEqual({ visitor: "", messages: [] }),
  );

  it.each(["null", "1", '{"id":"m1"}', '{"text":"a","at":"2026"}'])("is not read if it is damaged: %s", (entry) =>
    expect(readOutgoing(`{"visitor":"a","messages":[${entry}]}`).messages).toEqual([]),
  );
});
