import { expect, test } from "vitest";
import { Slots, type Group } from "./slots.ts";

const job = (name: string, ...groups: Group[]) => ({ name, groups });
const one = (key: string): Group => ({ key, limit: 1 });

test("Jobs enter up to the limit, then in order of arrival", () => {
  const slots = new Slots<ReturnType<typeof job>>();
  const jobs = ["a", "b", "c", "d"].map((name) => job(name, { key: "k", limit: 2 }));
  expect(jobs.map((each) => slots.enter(each))).toEqual([true, true, false, false]);
  expect(slots.waiting).toBe(2);
  expect(slots.leave(job("a", { key: "k", limit: 2 })).map(({ name }) => name)).toEqual(["c"]);
  expect(slots.leave(job("b", { key: "k", limit: 2 })).map(({ name }) => name)).toEqual(["d"]);
  expect(slots.waiting).toBe(0);
});

test("A job needs a place in each of its groups and takes none while it waits", () => {
  const slots = new Slots<ReturnType<typeof job>>();
  const [x, y, both] = [job("x", one("x")), job("y", one("y")), job("both", one("x"), one("y"))];
  expect([slots.enter(x), slots.enter(y), slots.enter(both)]).toEqual([true, true, false]);
  expect(slots.leave(x)).toEqual([]);
  expect(slots.waiting).toBe(1);
  expect(slots.enter(job("x2", one("x")))).toBe(true);
  expect(slots.leave(y)).toEqual([]);
  expect(slots.leave(job("x2", one("x")))).toEqual([both]);
});

test("A job without groups always enters", () => {
  const slots = new Slots<ReturnType<typeof job>>();
  expect([slots.enter(job("a")), slots.enter(job("b"))]).toEqual([true, true]);
  expect(slots.leave(job("a"))).toEqual([]);
});
