import { describe, expect, it } from "vitest";
import type { ShownMessage } from "@/components/chat/shown-message";
import { createUnsentMessages, withUnsentLast } from "./unsent-messages";

const message = (id: string, role: ShownMessage["role"] = "user"): ShownMessage => {
  return { id, role, parts: [{ type: "text", text: `Text of ${id}` }] };
};
const idsOf = (messages: readonly ShownMessage[]) => messages.map(({ id }) => id);

function storeOf(values = new Map<string, string>()) {
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

describe("A message that the server has not confirmed", () => {
  it("has failed only after sending ended", () => {
    const unsent = createUnsentMessages(null, "k");
    let changes = 0;
    const stop = unsent.subscribe(() => (changes += 1));
    unsent.begin(message("m1"));
    expect([idsOf(unsent.list()), idsOf(unsent.failed())]).toEqual([["m1"], []]);
    unsent.end();
    stop();
    expect(idsOf(unsent.failed())).toEqual(["m1"]);
    expect(unsent.failed()).toBe(unsent.failed());
    expect(changes).toBe(2);
  });

  it("keeps its place, and is last if it is sent again", () => {
    const unsent = createUnsentMessages(null, "k");
    for (const id of ["m1", "m2", "m3", "m1"]) unsent.begin(message(id));
    expect(idsOf(unsent.list())).toEqual(["m2", "m3", "m1"]);
    unsent.confirm(["m3", "unknown"]);
    unsent.end();
    expect(idsOf(unsent.failed())).toEqual(["m2", "m1"]);
  });

  it("is kept across page loads with its tapped option until it is confirmed, under the visitor's key", () => {
    const store = storeOf();
    const tapped: ShownMessage = {
      id: "m1",
      role: "user",
      parts: [
        { type: "text", text: "Yes" },
        { type: "data-choice", data: { message_id: "msg_1", value: "yes" } },
      ],
    };
    createUnsentMessages(store, "ada").begin(tapped);
    expect(createUnsentMessages(store, "bob").list()).toEqual([]);
    const reloaded = createUnsentMessages(store, "ada");
    expect(reloaded.failed()).toEqual([tapped]);
    reloaded.confirm(["m1"]);
    expect(store.values.size).toBe(0);
    expect(reloaded.failed()).toEqual([]);
  });

  it.each(["", "{", "null", '[{"id":1}]', '[{"id":"m1","role":"assistant","parts":[]}]'])(
    "is not read from the damaged entry %j",
    (entry) => {
      expect(createUnsentMessages(storeOf(new Map([["k", entry]])), "k").list()).toEqual([]);
    },
  );

  it("stays on the page if the storage is full", () => {
    const full = () => {
      throw new DOMException("Full.", "QuotaExceededError");
    };
    const unsent = createUnsentMessages({ ...storeOf(), setItem: full }, "k");
    unsent.begin(message("m1"));
    expect(idsOf(unsent.list())).toEqual(["m1"]);
  });

  it("is shown after all others", () => {
    const shown = [message("m1"), message("m2"), message("a2", "assistant")];
    expect(idsOf(withUnsentLast(shown, [message("m1"), message("m3")]))).toEqual(["m2", "a2", "m1", "m3"]);
    expect(withUnsentLast(shown, [])).toBe(shown);
  });
});
