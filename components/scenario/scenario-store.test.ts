import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { SaveFailure } from "@/components/bot-editor/autosave/autosave";
import { applyChange, type ScenarioChange } from "@/server/scenario/editing/apply-change";
import { fingerprint } from "@/server/scenario/editing/fingerprint";
import { interaction, type Interaction, type InteractionInput } from "@/server/schemas/scenario/interaction";
import type { CheckedChange } from "./edit-history";
import { ScenarioStore } from "./scenario-store";

const made = (id: string, part: Partial<InteractionInput> = {}) => interaction.parse({ id, name: id, ...part });
const failure = (kind: SaveFailure["kind"], message: string = kind): SaveFailure => ({ kind, message });

/** A server that applies edits as `editScenario` does. */
function setUp(...start: Interaction[]) {
  const server: { interactions: Interaction[]; failure: SaveFailure | null } = { interactions: start, failure: null };
  async function send({ check, ...change }: CheckedChange): Promise<CheckedChange> {
    await Promise.resolve();
    if (server.failure) throw server.failure;
    const before = server.interactions;
    const ids = [...(change.put ?? []).map(({ id }) => id), ...(change.remove ?? [])];
    if (check !== null && check !== fingerprint(before, ids)) throw failure("conflict");
    server.interactions = applyChange(before, change);
    return {
      put: before.filter(({ id }) => ids.includes(id)),
      remove: server.interactions.filter(({ id }) => !before.some((one) => one.id === id)).map(({ id }) => id),
      ...(change.order || change.remove ? { order: before.map(({ id }) => id) } : {}),
      check: fingerprint(server.interactions, ids),
    };
  }
  const store = new ScenarioStore(start, {
    send,
    load: async () => server.interactions,
    failureOf: (error) => z.custom<SaveFailure>().parse(error),
  });
  const others = (change: ScenarioChange) => {
    server.interactions = applyChange(server.interactions, change);
  };
  const names = (of: Interaction[] = store.view().interactions) => of.map(({ name }) => name).join(" ");
  return { server, store, others, names };
}

const rename = (name: string) => ({ put: [made("a", { name })] });

describe("The store of a scenario", () => {
  it("shows an edit immediately, and sends edits one after the other", async () => {
    const { server, store, names } = setUp(made("a"));
    const first = store.edit(rename("one"), { what: "change" });
    const second = store.edit({ put: [made("b")] }, { what: "change" });
    expect(names()).toBe("one b");
    expect(store.view().state).toBe("saving");
    expect(await first).toEqual({ ok: true });
    expect(await second).toEqual({ ok: true });
    expect(names(server.interactions)).toBe("one b");
    expect(store.view().state).toBe("saved");
  });

  it("takes edits back and makes them again, to the end of both", async () => {
    const { server, store, names } = setUp(made("a"), made("b"));
    await store.edit(rename("one"), { what: "change of a" });
    await store.edit({ remove: ["a"] }, { what: "deletion of one" });
    await store.edit({ put: [made("c")], order: ["c", "b"] }, { what: "new c" });
    expect(names()).toBe("c b");
    await store.undo();
    expect(names()).toBe("b");
    expect(store.view()).toMatchObject({ undo: "deletion of one", redo: "new c" });
    await store.undo();
    expect(names()).toBe("one b");
    await store.undo();
    expect(names(server.interactions)).toBe("a b");
    expect(await store.undo()).toBeNull();
    await store.redo();
    await store.redo();
    await store.redo();
    expect(names(server.interactions)).toBe("c b");
    expect(await store.redo()).toBeNull();
  });

  it("undoes and redoes as often as asked, although the edits before are still being saved", async () => {
    const { server, store, names } = setUp(made("a"));
    void store.edit(rename("one"), { what: "first" });
    void store.edit(rename("two"), { what: "second" });
    expect(store.view()).toMatchObject({ undo: "second", redo: null });
    const undone = [store.undo(), store.undo(), store.redo(), store.undo(), store.redo(), store.redo(), store.redo()];
    expect(await Promise.all(undone)).toEqual([
      { ok: true, what: "second" },
      { ok: true, what: "first" },
      { ok: true, what: "first" },
      { ok: true, what: "first" },
      { ok: true, what: "first" },
      { ok: true, what: "second" },
      null,
    ]);
    expect(names(server.interactions)).toBe("two");
  });

  it("offers to redo an undo that is still being saved", async () => {
    const { store, names } = setUp(made("a"), made("b"));
    await store.edit({ remove: ["b"] }, { what: "deletion of b" });
    const whileSaving: unknown[] = [];
    store.subscribe(() => {
      const { state, undo, redo } = store.view();
      if (state === "saving") whileSaving.push([names(), undo, redo]);
    });
    await store.undo();
    expect(whileSaving).toContainEqual(["a b", null, "deletion of b"]);
  });

  it("undoes nothing while the changes before cannot be saved, and keeps what could be undone", async () => {
    const { server, store, names } = setUp(made("a"));
    await store.edit(rename("one"), { what: "first" });
    server.failure = failure("unreachable", "No network.");
    const edit = store.edit(rename("two"), { what: "second" });
    expect(await store.undo()).toBeNull();
    expect(names()).toBe("two");
    server.failure = null;
    await store.flush();
    await edit;
    await store.undo();
    await store.undo();
    expect(names(server.interactions)).toBe("a");
  });

  it("forgets what could be made again after a new edit", async () => {
    const { store } = setUp(made("a"));
    await store.edit(rename("one"), { what: "first" });
    await store.undo();
    await store.edit(rename("two"), { what: "second" });
    expect(store.view()).toMatchObject({ undo: "second", redo: null });
  });

  it("takes back successive edits of the same part together", async () => {
    const { server, store, names } = setUp(made("a"));
    for (const name of ["o", "on", "one"]) await store.edit(rename(name), { what: "change", mergeKey: "a name" });
    await store.edit(rename("two"), { what: "change", mergeKey: "a menu" });
    await store.undo();
    expect(names(server.interactions)).toBe("one");
    await store.undo();
    expect(names(server.interactions)).toBe("a");
    await store.redo();
    expect(names(server.interactions)).toBe("one");
  });

  it("merges an edit with what others changed in other parts", async () => {
    const { server, store, others } = setUp(made("a"));
    others({ put: [made("a", { keywords: ["price"] })] });
    await store.edit(rename("mine"), { what: "change" });
    expect(server.interactions).toEqual([made("a", { name: "mine", keywords: ["price"] })]);
    expect(store.view()).toMatchObject({ state: "saved", conflict: null });
  });

  it.each([
    ["mine", "mine"],
    ["theirs", "theirs"],
  ] as const)("asks when others changed the same part, and saves %s", async (side, expected) => {
    const { server, store, others, names } = setUp(made("a"));
    others({ put: [made("a", { name: "theirs", folder: "F" })] });
    const edit = store.edit(rename("mine"), { what: "change" });
    const later = store.edit({ put: [made("a", { name: "mine", keywords: ["k"] })] }, { what: "change" });
    await store.flush();
    expect(store.view()).toMatchObject({ state: "conflict", conflict: { interactionId: "a", keys: ["name"] } });
    expect(names(server.interactions)).toBe("theirs");
    expect(names()).toBe("mine");
    store.resolve(side);
    expect(await edit).toEqual({ ok: true });
    expect(await later).toEqual({ ok: true });
    expect(server.interactions).toEqual([made("a", { name: expected, folder: "F", keywords: ["k"] })]);
  });

  it("asks when others deleted the interaction, and adds it again or lets it go", async () => {
    for (const [side, expected] of [
      ["mine", "b mine"],
      ["theirs", "b"],
    ] as const) {
      const { server, store, others, names } = setUp(made("a"), made("b"));
      others({ remove: ["a"] });
      const edit = store.edit(rename("mine"), { what: "change" });
      await store.flush();
      expect(store.view().conflict).toMatchObject({ name: "a", keys: null });
      store.resolve(side);
      await edit;
      expect(names(server.interactions)).toBe(expected);
    }
  });

  it("does not take an edit back over a newer change of others, and shows that change", async () => {
    const { store, others, names } = setUp(made("a"));
    await store.edit(rename("mine"), { what: "change" });
    others(rename("theirs"));
    expect(await store.undo()).toMatchObject({ ok: false });
    expect(names()).toBe("theirs");
    expect(store.view()).toMatchObject({ undo: null, state: "saved" });
  });

  it("takes a refused edit back, and says why", async () => {
    const { server, store, names } = setUp(made("a"));
    server.failure = failure("refused", "No.");
    expect(await store.edit(rename("mine"), { what: "change" })).toEqual({ ok: false, error: server.failure });
    expect(names()).toBe("a");
    expect(store.view()).toMatchObject({ undo: null, state: "saved" });
  });

  it("keeps an edit that could not be sent, and sends it later", async () => {
    const { server, store, names } = setUp(made("a"));
    server.failure = failure("unreachable", "No network.");
    const edit = store.edit(rename("mine"), { what: "change" });
    await store.flush();
    expect(store.view().state).toEqual({ error: "No network." });
    expect(names()).toBe("mine");
    server.failure = null;
    await store.flush();
    expect(await edit).toEqual({ ok: true });
    expect(names(server.interactions)).toBe("mine");
  });

  it("shows newer interactions of the server, but not over unsaved edits", async () => {
    const { server, store, names } = setUp(made("a"));
    store.receive([made("a"), made("b")]);
    expect(names()).toBe("a b");
    server.failure = failure("failed");
    void store.edit(rename("mine"), { what: "change" });
    store.receive([made("a", { name: "older" })]);
    expect(names()).toBe("mine b");
    await store.flush();
  });
});
