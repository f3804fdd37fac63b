import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { leadTabs } from "./lead-tabs";

/** The browser's document, shared by the tabs of a test; Node has real locks. */
const page = Object.assign(new EventTarget(), { visibilityState: "visible" });

beforeEach(() => vi.stubGlobal("document", page));
afterEach(() => vi.unstubAllGlobals());

function openTab(isShown: boolean, seen: string[], name: string): () => void {
  page.visibilityState = isShown ? "visible" : "hidden";
  return leadTabs("tabs", {
    onLead: () => void seen.push(`${name} leads`),
    onFollow: () => void seen.push(`${name} follows`),
  });
}

it("The tab that was shown last leads, and when it is closed, another one does", async () => {
  const seen: string[] = [];
  const closeFirst = openTab(true, seen, "first");
  await vi.waitFor(() => expect(seen).toEqual(["first leads"]));
  const closeHidden = openTab(false, seen, "hidden");
  const closeSecond = openTab(true, seen, "second");
  await vi.waitFor(() => expect(seen).toEqual(["first leads", "second leads", "first follows"]));
  seen.length = 0;
  closeSecond();
  await vi.waitFor(() => expect(seen).toEqual(["second follows", "hidden leads"]));
  closeHidden();
  await vi.waitFor(() => expect(seen.slice(2)).toEqual(["hidden follows", "first leads"]));
  closeFirst();
  expect(seen.at(-1)).toBe("first follows");
});

it("Without locks, which need a secure connection, each tab leads itself", () => {
  vi.stubGlobal("navigator", {});
  const seen: string[] = [];
  openTab(true, seen, "first")();
  expect(seen).toEqual(["first leads", "first follows"]);
});
