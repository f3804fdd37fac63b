import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { db, type Executor, pipeline, asyncCommit } from "./client";
import { onDisk } from "./on-disk";
import { statement } from "./statement";
import { waitForDisk } from "./testing/held-disk";

await db.execute(sql`create table notes (text text primary key)`);

/** Inserts a row without waiting for the disk. */
const note = statement<{ text: string }, Record<string, unknown>>(
  ({ text }) => sql`insert into notes (text) values (${text}) returning ${asyncCommit}`,
);

const readNotes = statement<{ from: string }, { text: string }>(
  ({ from }) => sql`select text from notes where text >= ${from} order by text`,
);

async function notes(on: Executor = db): Promise<string[]> {
  return (await readNotes({ from: "" }, on)).map(({ text }) => text);
}

it("A pipeline's statements see the changes of the previous ones, and each is a transaction", async () => {
  const { first, again, second, seen } = await pipeline((on) => ({
    first: note({ text: "a" }, on),
    again: note({ text: "a" }, on),
    second: note({ text: "b" }, on),
    seen: notes(on),
  }));
  await expect(again).rejects.toThrow("Failed query");
  await Promise.all([first, second]);
  expect(await seen).toEqual(["a", "b"]);
});

it("A pipeline releases its connection, even if statements failed or none was begun", async () => {
  const nothing = () => {
    throw new Error("nothing was begun");
  };
  for (let n = 0; n < 30; n += 1) {
    await expect(pipeline(nothing)).rejects.toThrow("nothing was begun");
    const { failing } = await pipeline((on) => ({ failing: note({ text: "a" }, on) }));
    await expect(failing).rejects.toThrow("Failed query");
  }
});

it("onDisk waits for the disk, and an asyncCommit statement does not", async () => {
  const disk = await waitForDisk();
  await disk.hold();
  await note({ text: "c" });
  let isStored = false;
  const storing = onDisk().then(() => (isStored = true));
  expect(await notes()).toContain("c");
  expect(isStored).toBe(false);
  await disk.release();
  await storing;
});
